import type { Caller } from '@/lib/kernel/caller';
import { personRoles } from '@/lib/kernel/permissions';
import type { User } from '@/lib/platform/prisma-client/client';

/** A person as a caller. Admins reach every project; others those they are members of. */
export function callerOfUser(user: User & { projects: { projectId: string }[] }): Caller {
  // An unknown role is the least one.
  const role = personRoles.find((known) => known === user.role) ?? 'support';
  return {
    kind: 'user',
    id: user.id,
    label: user.email,
    role,
    projects: role === 'admin' ? 'all' : user.projects.map(({ projectId }) => projectId),
    connections: 'all',
  };
}
