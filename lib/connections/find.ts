import { requireMay, scopedOf } from '@/lib/access/may';
import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { database, type Transaction } from '@/lib/platform/database';
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

/** The same to be changed, of which every project must be the caller's. Throws `not_found`, `forbidden`. */
export async function findConnectionToChange(
  tx: Transaction,
  caller: Caller,
  key: string,
): Promise<ConnectionRow> {
  const row = await findConnectionRow(tx, caller, key);
  requireMay(caller, 'connection:write', scopedOf(row));
  return row;
}

/** The error for a key that names no connection the caller reaches. */
export function noSuchConnection(key: string): LatchkeyError {
  return new LatchkeyError('not_found', {
    says: messageFor('noSuchConnection', { key }),
  });
}

/** Throws `conflict` when a connection has this key. */
export async function requireFreeKey(key: string): Promise<undefined> {
  if ((await database().connection.count({ where: { key } })) > 0) throw keyConflict(key);
}

/** The error for a key that another connection has. */
export function keyConflict(key: string): LatchkeyError {
  return new LatchkeyError('conflict', {
    says: messageFor('connectionKeyTaken', { key }),
    fields: { key: messageFor('connectionKeyTakenHere') },
  });
}

/** What workloads are told of a connection that is switched off. */
export function connectionDisabled(key: string): LatchkeyError {
  return new LatchkeyError('forbidden', {
    says: messageFor('connectionDisabled', { key }),
    details: { reason: 'disabled' },
  });
}
