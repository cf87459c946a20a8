import { cacheKey, valueFingerprint } from '@/lib/cache/key';
import { database } from '@/lib/platform/database';
import { keyring } from '@/lib/platform/keyring';
import { entryContext } from '@/lib/secrets/sealed-entry';
import { base64Of, batchSize, newestHead, openStored, sealedAnew } from './resealed';

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
  const anew = rows.flatMap(movedEntry);
  const ids = anew.map(({ id }) => id);
  await database().$executeRaw`
    UPDATE cache_entry AS entry
    SET key = anew.key, fingerprint = anew.fingerprint, sealed_value = decode(anew.after, 'base64')
    FROM unnest(${ids}::text[], ${anew.map(({ before }) => before)}::text[], ${anew.map(({ key }) => key)}::text[],
                ${anew.map(({ fingerprint }) => fingerprint)}::text[], ${anew.map(({ after }) => after)}::text[])
         AS anew (id, before, key, fingerprint, after)
    WHERE entry.id = anew.id AND entry.sealed_value = decode(anew.before, 'base64')
      AND NOT EXISTS (SELECT FROM cache_entry newer WHERE newer.key = anew.key AND newer.id <> anew.id)`;
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
      after: sealedAnew(value, entryContext(moved, sealedVersion)),
      fingerprint: valueFingerprint(keyring(), moved, value),
    },
  ];
}
