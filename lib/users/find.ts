import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { may } from '@/lib/kernel/permissions';
import type { Transaction } from '@/lib/platform/database';
import { scopedOfUser } from './caller';
import { type UserRow, userIncludes } from './make';

/** The row of a person whom the caller may see, by id or by address. Throws `not_found`: it does not tell which. */
export async function findUserRow(
  tx: Pick<Transaction, 'user'>,
  caller: Caller,
  where: { id: string } | { email: string },
): Promise<UserRow> {
  const row = await tx.user.findUnique({ where, include: userIncludes });
  if (row && may(caller, 'user:read', placeOf(row))) return row;
  throw new LatchkeyError('not_found', { says: messageFor('noSuchPerson') });
}

/** Where the person of a row belongs. */
export function placeOf(row: UserRow) {
  return scopedOfUser({ role: row.role, projectIds: row.projects.map(({ projectId }) => projectId) });
}
