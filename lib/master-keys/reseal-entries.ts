import { cacheKey, valueFingerprint } from '@/lib/cache/key';
import { database } from '@/lib/platform/database';
import { keyring } from '@/lib/platform/keyring';
import { entryContext } from '@/lib/secrets/sealed-entry';
import { base64Of, batchSize, newestHead, openStored, resealed } from './resealed';

interface Row {
  id: string;
  key: string;
  managerId: string;
  revision: number;
  reference: string;
  sealedVersion: bigint;
  sealed: Uint8Array;
}

/**
 * Reseals cached values. An entry is found by a mark under the master key, so it moves to the mark of the new one: the
 * cache does not start cold. Where the provider gave an answer since, that one stays and the old row goes. A `ResealBatch`.
 */
export async function resealEntries(afterId: string): Promise<string | undefined> {
  const rows = await database().$queryRaw<Row[]>`
    SELECT id, key, secret_manager_id AS "managerId", revision, reference, sealed_version AS "sealedVersion",
           sealed_value AS sealed
    FROM cache_entry
    WHERE id > ${afterId} AND sealed_value IS NOT NULL AND substring(sealed_value from 1 for 9) <> ${newestHead()}
    ORDER BY id LIMIT ${batchSize}`;
  const next = rows.flatMap(movedEntry);
  const ids = next.map(({ id }) => id);
  await database().$executeRaw`
    UPDATE cache_entry AS entry
    SET key = next.key, fingerprint = next.fingerprint, sealed_value = decode(next.after, 'base64')
    FROM unnest(${ids}::text[], ${next.map(({ before }) => before)}::text[], ${next.map(({ key }) => key)}::text[],
                ${next.map(({ fingerprint }) => fingerprint)}::text[], ${next.map(({ after }) => after)}::text[])
         AS next (id, before, key, fingerprint, after)
    WHERE entry.id = next.id AND entry.sealed_value = decode(next.before, 'base64')
      AND NOT EXISTS (SELECT FROM cache_entry newer WHERE newer.key = next.key AND newer.id <> next.id)`;
  await database().$executeRaw`
    DELETE FROM cache_entry WHERE id = ANY(${ids}::text[]) AND substring(sealed_value from 1 for 9) <> ${newestHead()}`;
  return rows.at(-1)?.id;
}

function movedEntry({ id, key, managerId, revision, reference, sealedVersion, sealed }: Row) {
  const value = openStored(sealed, entryContext(key, sealedVersion), 'sealed_value');
  if (!value) return [];
  const moved = cacheKey(keyring(), { managerId, revision, reference });
  return [
    {
      id,
      key: moved,
      before: base64Of(sealed),
      after: resealed(value, entryContext(moved, sealedVersion)),
      fingerprint: valueFingerprint(keyring(), moved, value),
    },
  ];
}
