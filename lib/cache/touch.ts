import { transaction } from '@/lib/platform/database';
import { ifAttached } from '@/lib/platform/if-attached';
import { addActivity } from './activity';
import { getCached, putCached } from './memory';

// The embedded database does one thing at a time: others get their turn in between.
const mostAtOnce = 500;

/**
 * Makes entries young again whose items are known not to have changed, in the table and in memory. The same bars hold
 * as for a new answer: another credential, a clear or a newer answer since `generation` wins.
 */
export async function touchEntries(
  manager: { id: string; credentialRevision: number },
  keys: readonly string[],
  { generation, atMs }: { generation: bigint; atMs: number },
): Promise<void> {
  for (let at = 0; at < keys.length; at += mostAtOnce) {
    await touchSome(manager, keys.slice(at, at + mostAtOnce), { generation, atMs });
  }
}

async function touchSome(
  manager: { id: string; credentialRevision: number },
  keys: readonly string[],
  { generation, atMs }: { generation: bigint; atMs: number },
): Promise<void> {
  const touched = await ifAttached(
    () => touchRows(manager, keys, { generation, atMs }),
    () => touchInMemory(keys, atMs),
  );
  for (const key of touched) {
    addActivity(key, { refreshes: 1, lastAtMs: atMs });
    const entry = getCached(key);
    if (entry?.state === 'value' && entry.generation < generation) {
      putCached({ ...entry, fetchedAtMs: atMs, generation });
    }
  }
}

/** The database is away: it reads them again when it is back. */
function touchInMemory(keys: readonly string[], atMs: number): string[] {
  for (const key of keys) {
    const entry = getCached(key);
    if (entry?.state === 'value') putCached({ ...entry, fetchedAtMs: atMs });
  }
  return [];
}

function touchRows(
  manager: { id: string; credentialRevision: number },
  keys: readonly string[],
  { generation, atMs }: { generation: bigint; atMs: number },
): Promise<string[]> {
  return transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ revision: number; fence: bigint }[]>`
      SELECT credential_revision AS revision, cache_fence AS fence
      FROM secret_manager WHERE id = ${manager.id} FOR SHARE`;
    if (!row || row.revision !== manager.credentialRevision || BigInt(row.fence) >= generation) return [];
    const rows = await tx.$queryRaw<{ key: string }[]>`
      UPDATE cache_entry
      SET fetched_at = ${new Date(atMs).toISOString()}::timestamptz AT TIME ZONE 'UTC', generation = ${generation}::bigint,
          last_error_code = NULL, last_error_at = NULL
      WHERE key = ANY(${[...keys]}::text[]) AND state = 'value' AND generation < ${generation}::bigint
      RETURNING key`;
    return rows.map(({ key }) => key);
  });
}
