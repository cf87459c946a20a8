import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import type { Transaction } from '@/lib/platform/database';
import { type ManagerRow, viewIncludes } from './present';

/** The row of a secret manager that the caller's projects reach. Throws `not_found` otherwise: it does not say which. */
export async function findManagerRow(tx: Transaction, caller: Caller, id: string): Promise<ManagerRow> {
  const row = await tx.secretManager.findFirst({
    where: { id, ...reachedBy(caller) },
    include: viewIncludes,
  });
  if (!row) {
    throw new LatchkeyError('not_found', {
      says: messageFor('noSuchManager'),
    });
  }
  return row;
}
