import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { stepsCookie } from '@/components/shell/settings';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { env } from '@/lib/platform/env';
import { listProjects } from '@/lib/projects/list';
import { NoManagers } from './admin/security/secret-managers/first';
import { sandboxAddress } from './admin/security/secret-managers/sandbox-address';
import { codeSamples } from './connections/[key]/code-samples';
import { type FirstSteps, firstSteps } from './first-steps';
import { BindNow, HideSteps, MakeKey, ResolveNow } from './next-step';
import { StepList } from './step-list';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** The way in: the connections, or for an admin the next step until a first workload has got an answer. */
export default async function HomePage() {
  const caller = await pageCaller();
  const isHidden = (await cookies()).has(stepsCookie);
  const steps = isHidden ? undefined : await firstSteps(caller);
  if (!steps) redirect('/connections');
  const projects = await pageRead('list-projects', () => listProjects({ caller }));
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,720px)_300px]">
        {steps.next === 'connect' ? (
          <NoManagers projects={projects.ok ? projects.value : []} sandbox={sandboxAddress()} mayConnect />
        ) : (
          <NextStep steps={steps} />
        )}
        <div className="grid gap-4">
          <StepList steps={steps} />
          {steps.done.connect && <HideSteps />}
        </div>
      </div>
    </>
  );
}

function NextStep({ steps: { next, connection } }: { steps: FirstSteps }) {
  switch (next) {
    case 'connect':
    case 'bind':
      return <BindNow />;
    case 'key':
      return <MakeKey />;
    case 'resolve':
      return connection ? (
        <ResolveNow connection={connection} code={codeSamples(connection, env().origin)[0]?.code ?? ''} />
      ) : (
        <BindNow />
      );
  }
}
