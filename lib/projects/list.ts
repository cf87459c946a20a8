import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { presentProject, projectIncludes } from './present';
import type { ProjectView } from './schema';

/** The projects that the caller belongs to, by name; all of them for an admin. Throws `forbidden`. */
export async function listProjects({ caller }: { caller: Caller }): Promise<ProjectView[]> {
  requirePermission(caller, 'project:read');
  const rows = await database().project.findMany({
    where: caller.projects === 'all' ? {} : { id: { in: [...caller.projects] } },
    include: projectIncludes,
    orderBy: { name: 'asc' },
  });
  return rows.map(presentProject);
}
