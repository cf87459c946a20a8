import { callerOfUser } from './caller';
import type { UserRow } from './make';
import { type UserView, userViewSchema } from './schema';

/** What leaves of a person. `invitationEndsAt`: when their open invitation ends, if there is one. */
export function presentUser(row: UserRow, invitationEndsAt?: Date): UserView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: userViewSchema.shape.role.parse(callerOfUser(row).role),
    projectIds: row.projects.map(({ projectId }) => projectId),
    isDisabled: row.disabledAt !== null,
    status: statusOf(row),
    invitationEndsAt: (isInvited(row) && invitationEndsAt?.toISOString()) || null,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** Whether a person has no password yet: they choose it by their invitation. */
export function isInvited({ accounts }: Pick<UserRow, 'accounts'>): boolean {
  return accounts.length === 0;
}

function statusOf(row: UserRow): UserView['status'] {
  if (row.disabledAt) return 'disabled';
  return isInvited(row) ? 'invited' : 'active';
}
