import { transaction } from '@/lib/platform/database';
import { recall, remember } from './memory';

/**
 * Makes entries young again whose items are known not to have changed, in the table and in memory. The same bars hold
 * as for a new answer: another credential, a clear or a newer answer since `generation` wins.
 */
export async function touchEntries(
  manager: { id: string; credentialRevision: number },
  keys: readonly string[],
  { generation, atMs }: { generation: bigint; atMs: number },
): Promise<void> {
  if (keys.length === 0) return;
  const touched = await transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ revision: number; fence: bigint }[]>`
      SELECT credential_revision AS revision, cache_fence AS fence
      FROM secret_manager WHERE id = ${manager.id} FOR SHARE`;
    if (!row || row.revision !== manager.credentialRevision || BigInt(row.fence) >= generation) return [];
    return tx.$queryRaw<{ key: string }[]>`
      UPDATE cache_entry
      SET fetched_at = ${new Date(atMs).toISOString()}::timestamptz AT TIME ZONE 'UTC', generation = ${generation}::bigint,
          last_error_code = NULL, last_error_at = NULL
      WHERE key = ANY(${[...keys]}::text[]) AND state = 'value' AND generation < ${generation}::bigint
      RETURNING key`;
  });
  for (const { key } of touched) {
    const entry = recall(key);
    if (entry?.state === 'value' && entry.generation < generation) {
      remember({ ...entry, fetchedAtMs: atMs, generation });
    }
  }
}
