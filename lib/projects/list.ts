import { verb } from '@/lib/access/verb';
import { noInputSchema } from '@/lib/kernel/ids';
import { byName } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { presentProject, projectIncludes } from './present';
import type { ProjectView } from './schema';

/** The projects that the caller belongs to, by name; all of them for an admin. Throws `forbidden`. */
export const listProjects = verb({
  name: 'listProjects',
  right: 'project:read',
  input: noInputSchema,
  audit: [],
  run: async ({ caller }): Promise<ProjectView[]> => {
    const rows = await database().project.findMany({
      where: caller.projects === 'all' ? {} : { id: { in: [...caller.projects] } },
      include: projectIncludes,
      orderBy: [...byName],
    });
    return rows.map(presentProject);
  },
});
