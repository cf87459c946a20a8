import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import type { Transaction } from '@/lib/platform/database';
import { noSuchConnection } from './find';

/** The rows of connections by key, all of which the caller's projects must reach. Throws `not_found`. */
export async function findConnectionRows(tx: Transaction, caller: Caller, keys: readonly string[]) {
  const rows = await tx.connection.findMany({
    where: { key: { in: [...keys] }, ...reachedBy(caller) },
    orderBy: { key: 'asc' },
  });
  const missing = keys.find((key) => !rows.some((row) => row.key === key));
  if (missing !== undefined) throw noSuchConnection(missing);
  return rows;
}
