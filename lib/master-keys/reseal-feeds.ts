import { feedContext } from '@/lib/managers/change-feed';
import { database } from '@/lib/platform/database';
import { base64Of, batchSize, newestHead, openStored, resealed } from './resealed';

interface Row {
  id: string;
  version: bigint;
  sealed: Uint8Array;
}

/** Reseals the tokens of change feeds. A `ResealBatch`. */
export async function resealFeeds(afterId: string): Promise<string | undefined> {
  const rows = await database().$queryRaw<Row[]>`
    SELECT secret_manager_id AS id, sealed_version AS version, sealed_token AS sealed FROM manager_feed
    WHERE secret_manager_id > ${afterId} AND substring(sealed_token from 1 for 9) <> ${newestHead()}
    ORDER BY secret_manager_id LIMIT ${batchSize}`;
  const next = rows.flatMap(({ id, version, sealed }) => {
    const context = feedContext(id, BigInt(version));
    const value = openStored(sealed, context, 'sealed_token');
    return value ? [{ id, before: base64Of(sealed), after: resealed(value, context) }] : [];
  });
  await database().$executeRaw`
    UPDATE manager_feed AS feed SET sealed_token = decode(next.after, 'base64')
    FROM unnest(${next.map(({ id }) => id)}::text[], ${next.map(({ before }) => before)}::text[],
                ${next.map(({ after }) => after)}::text[]) AS next (id, before, after)
    WHERE feed.secret_manager_id = next.id AND feed.sealed_token = decode(next.before, 'base64')`;
  return rows.at(-1)?.id;
}
