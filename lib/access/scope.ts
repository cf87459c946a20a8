import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import type { Scoped } from '@/lib/kernel/permissions';
import type { Transaction } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';

/** The database's side of rights that ask for `reach`: a `where` for tables that have `scope` and `projects`. */
export function reachedBy(caller: Caller) {
  if (caller.projects === 'all') return {};
  return { OR: [{ scope: 'platform' }, ownedBy(caller)] };
}

/** The same for rights that ask for `own`: what is platform-wide is left out, unless the caller's projects are all. */
export function ownedBy(caller: Caller) {
  if (caller.projects === 'all') return {};
  return { scope: 'project', projects: { some: { projectId: { in: [...caller.projects] } } } };
}

/** Of the projects of a thing, by id, those that the caller may be told of: their own. */
export function projectsShown({ projects }: Caller, of: readonly { projectId: string }[]): string[] {
  const ids = of.map(({ projectId }) => projectId);
  return projects === 'all' ? ids : ids.filter((id) => projects.includes(id));
}

/** As `reachedBy`, for the table `connection` in a query of one's own. */
export function reachedBySql({ projects }: Caller): Prisma.Sql {
  if (projects === 'all') return Prisma.sql`TRUE`;
  return Prisma.sql`(connection.scope = 'platform' OR EXISTS (
    SELECT 1 FROM connection_project own
    WHERE own.connection_id = connection.id AND own.project_id = ANY(${[...projects]}::text[])))`;
}

/** Refuses projects that do not exist. Throws `invalid_input` (field `projectIds`). */
export async function requireProjects(tx: Transaction, { projectIds }: Scoped): Promise<void> {
  if (projectIds.length === 0) return;
  const known = await tx.project.count({ where: { id: { in: [...projectIds] } } });
  if (known === new Set(projectIds).size) return;
  throw new LatchkeyError('invalid_input', { fields: { projectIds: messageFor('projectUnknown') } });
}
