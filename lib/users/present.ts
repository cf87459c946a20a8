import { callerOfUser } from './caller';
import type { UserRow } from './make';
import { type UserView, userViewSchema } from './schema';

/** What leaves of a person. */
export function presentUser(row: UserRow): UserView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: userViewSchema.shape.role.parse(callerOfUser(row).role),
    projectIds: row.projects.map(({ projectId }) => projectId),
    isDisabled: row.disabledAt !== null,
    createdAt: row.createdAt.toISOString(),
  };
}
