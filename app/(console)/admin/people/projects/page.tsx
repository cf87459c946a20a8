import type { Metadata } from 'next';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { listProjects } from '@/lib/projects/list';
import { AddProject, ProjectTable } from './components';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** Projects: add, remove. */
export default async function ProjectsPage() {
  const caller = await pageCaller();
  const projects = await pageRead('list-projects', () => listProjects({ caller }));
  const mayWrite = roleMay(caller.role, 'project:write');
  return (
    <>
      <PageHeader
        trail={adminTrail('people')}
        title={words.title}
        description={words.description}
        actions={mayWrite && <AddProject />}
      />
      {projects.ok ? (
        <ProjectTable projects={projects.value} mayWrite={mayWrite} />
      ) : (
        <ErrorState problem={projects.problem} />
      )}
    </>
  );
}
