import { versionContext } from '@/lib/connections/version-state';
import { database } from '@/lib/platform/database';
import { base64Of, batchSize, newestHead, openStored, resealed } from './resealed';

interface Row {
  id: string;
  number: number;
  sealed: Uint8Array;
}

/** Reseals the versions in the history of connections. A `ResealBatch`. */
export async function resealVersions(afterId: string): Promise<string | undefined> {
  const rows = await database().$queryRaw<Row[]>`
    SELECT id, number, sealed_state AS sealed FROM connection_version
    WHERE id > ${afterId} AND substring(sealed_state from 1 for 9) <> ${newestHead()}
    ORDER BY id LIMIT ${batchSize}`;
  const next = rows.flatMap(({ id, number, sealed }) => {
    const context = versionContext({ id, number });
    const value = openStored(sealed, context, 'sealed_state');
    return value ? [{ id, before: base64Of(sealed), after: resealed(value, context) }] : [];
  });
  await database().$executeRaw`
    UPDATE connection_version AS version SET sealed_state = decode(next.after, 'base64')
    FROM unnest(${next.map(({ id }) => id)}::text[], ${next.map(({ before }) => before)}::text[],
                ${next.map(({ after }) => after)}::text[]) AS next (id, before, after)
    WHERE version.id = next.id AND version.sealed_state = decode(next.before, 'base64')`;
  return rows.at(-1)?.id;
}
