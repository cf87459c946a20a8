import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import type { Transaction } from '@/lib/platform/database';
import { type ConnectionRow, connectionIncludes } from './present';

/** The row of a connection that the caller's projects reach, by key. Throws `not_found`. */
export async function findConnectionRow(
  tx: Transaction,
  caller: Caller,
  key: string,
): Promise<ConnectionRow> {
  const row = await tx.connection.findFirst({
    where: { key, ...reachedBy(caller) },
    include: connectionIncludes,
  });
  if (!row) throw noSuchConnection(key);
  return row;
}

/** The error for a key that names no connection the caller reaches. */
export function noSuchConnection(key: string): LatchkeyError {
  return new LatchkeyError('not_found', {
    message: `There is no connection with the key “${key}” that you reach. Check the key, or the projects of who asks.`,
  });
}

/** The error for a key that another connection has. */
export function keyConflict(key: string): LatchkeyError {
  return new LatchkeyError('conflict', {
    message: `A connection with the key “${key}” exists already. Choose another key.`,
    fields: { key: 'Another connection has this key.' },
  });
}
