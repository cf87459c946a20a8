import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { listManagers } from '@/lib/managers/list';
import { listProjects } from '@/lib/projects/list';
import { NoManagers } from './admin/security/secret-managers/first';
import { sandboxAddress } from './admin/security/secret-managers/sandbox-address';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** The way in: connections, or the first step for an admin who has not connected anything yet. */
export default async function HomePage() {
  const caller = await pageCaller();
  if (!roleMay(caller.role, 'secret-manager:write')) redirect('/connections');
  const managers = await pageRead('list-managers', () => listManagers({ caller, input: { limit: 1 } }));
  if (!managers.ok || managers.value.items.length > 0) redirect('/connections');
  const projects = await pageRead('list-projects', () => listProjects({ caller }));
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,720px)_280px]">
        <NoManagers projects={projects.ok ? projects.value : []} sandbox={sandboxAddress()} mayConnect />
        <Steps />
      </div>
    </>
  );
}

function Steps() {
  return (
    <ol className="grid gap-4">
      {words.steps.map((step, at) => (
        <li key={step.title} className="flex gap-3" aria-current={at === 0 ? 'step' : undefined}>
          <span
            aria-hidden
            className={
              at === 0
                ? 'flex size-6 shrink-0 items-center justify-center rounded-full bg-accent font-semibold text-on-accent text-xs'
                : 'flex size-6 shrink-0 items-center justify-center rounded-full border text-ink-3 text-xs'
            }
          >
            {at + 1}
          </span>
          <div>
            <p className="font-medium leading-6">{step.title}</p>
            <p className="text-ink-2">{step.text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
