import { pageRead } from '@/lib/doors/page';
import type { Caller } from '@/lib/kernel/caller';
import { may, platformWide } from '@/lib/kernel/permissions';
import { listManagers } from '@/lib/managers/list';
import type { ManagerView } from '@/lib/managers/schema';
import { listProjects } from '@/lib/projects/list';
import type { ProjectView } from '@/lib/projects/schema';

export interface Choices {
  managers: ManagerView[];
  projects: ProjectView[];
  /** Whether a connection of the whole platform is offered too. */
  mayBePlatformWide: boolean;
}

/** The secret managers and projects that the caller's pages offer. One that cannot be read is offered empty. */
export async function readChoices(caller: Caller): Promise<Choices> {
  const [managers, projects] = await Promise.all([
    pageRead('connections.managers', () => listManagers({ caller, input: { limit: 200 } })),
    pageRead('connections.projects', () => listProjects({ caller })),
  ]);
  return {
    managers: managers.ok ? managers.value.items : [],
    projects: projects.ok ? projects.value : [],
    mayBePlatformWide: may(caller, 'connection:write', null, platformWide),
  };
}
