import type { Metadata } from 'next';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { listManagers } from '@/lib/managers/list';
import { listQuota } from '@/lib/managers/list-quota';
import { listProjects } from '@/lib/projects/list';
import { ConnectButton } from './connect-sheet';
import { NoManagers } from './first';
import { ManagerList } from './manager-list';
import { sandboxAddress } from './sandbox-address';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** The secret managers, from their records: a dead one never slows the list. */
export default async function SecretManagersPage() {
  const caller = await pageCaller();
  const [managers, projects, quota] = await Promise.all([
    pageRead('list-managers', () => listManagers({ caller, input: { limit: 200 } })),
    pageRead('list-projects', () => listProjects({ caller })),
    pageRead('list-quota', () => listQuota({ caller, input: { limit: 200 } })),
  ]);
  const mayConnect = roleMay(caller.role, 'secret-manager:write');
  const form = { projects: projects.ok ? projects.value : [], sandbox: sandboxAddress() };
  const isFirst = managers.ok && managers.value.items.length === 0;
  return (
    <>
      <PageHeader
        trail={adminTrail('security')}
        title={words.title}
        description={words.description}
        actions={mayConnect && <ConnectButton {...form} managers={managers.ok ? managers.value.items : []} />}
      />
      {!managers.ok && <ErrorState problem={managers.problem} />}
      {managers.ok && isFirst && <NoManagers {...form} mayConnect={mayConnect} />}
      {managers.ok && !isFirst && (
        <ManagerList
          first={managers.value}
          firstQuota={quota.ok ? quota.value : undefined}
          projects={form.projects}
        />
      )}
    </>
  );
}
