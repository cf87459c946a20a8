import { requireMay, scopedOf } from '@/lib/access/may';
import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import type { Transaction } from '@/lib/platform/database';
import { noSuchConnection } from './find';

/** The rows of connections by key, all of which the caller must be allowed to change. Throws `not_found`, `forbidden`. */
export async function findConnectionsToChange(tx: Transaction, caller: Caller, keys: readonly string[]) {
  const rows = await tx.connection.findMany({
    where: { key: { in: [...keys] }, ...reachedBy(caller) },
    include: { projects: { select: { projectId: true } } },
    orderBy: { key: 'asc' },
  });
  const missing = keys.find((key) => !rows.some((row) => row.key === key));
  if (missing !== undefined) throw noSuchConnection(missing);
  for (const row of rows) requireMay(caller, 'connection:write', scopedOf(row));
  return rows;
}
