import type { Caller } from '@/lib/kernel/caller';
import { ofProjects, platformWide, type Scoped } from '@/lib/kernel/permissions';
import { personRoles } from '@/lib/kernel/role';
import type { User } from '@/lib/platform/prisma-client/client';

/** A person as a caller. Admins reach every project; others those they are members of. */
export function callerOfUser(user: User & { projects: { projectId: string }[] }): Caller {
  // An unknown stored role is no role.
  const role = personRoles.find((known) => known === user.role) ?? 'none';
  return {
    kind: 'user',
    id: user.id,
    label: user.email,
    role,
    projects: role === 'admin' ? 'all' : user.projects.map(({ projectId }) => projectId),
    connections: 'all',
  };
}

/** Where a person belongs: an admin to the whole platform, others to their projects. Whoever changes them needs the right there. */
export function scopedOfUser(user: { role: string; projectIds: readonly string[] }): Scoped {
  return user.role === 'admin' ? platformWide : ofProjects(user.projectIds);
}
