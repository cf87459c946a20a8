import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ManagerStatus } from '@/components/manager-status';
import { firstLimit } from '@/components/query/first-limit';
import { pageMs } from '@/components/query/periods';
import { Refresher } from '@/components/refresher';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { listConnections } from '@/lib/connections/list';
import { listPlaces } from '@/lib/connections/places';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { getAccess } from '@/lib/managers/access';
import { getManager } from '@/lib/managers/get';
import { listManagers } from '@/lib/managers/list';
import { listQuota } from '@/lib/managers/list-quota';
import { listProjects } from '@/lib/projects/list';
import { descriptorOf } from '@/lib/providers/descriptors';
import { getScan } from '@/lib/scans/get';
import { words as listWords } from '../words';
import { AccessPanel } from './access-panel';
import { AccountPanel, PolicyPanel } from './facts-panels';
import { FeedPanel } from './feed-panel';
import { ManagerActions } from './manager-actions';
import { RequestsPanel } from './requests-panel';
import { ScanPanel } from './scan-panel';
import { StatePanel } from './state-panel';
import { UsedBy } from './used-by';

interface ManagerPageProps {
  params: Promise<{ id: string }>;
}

export const generateMetadata = (): Metadata => ({ title: listWords.title });

/** One secret manager: how it is, who may use it, how long values are kept, what needs it. */
export default async function ManagerPage({ params }: ManagerPageProps) {
  const caller = await pageCaller();
  const { id } = await params;
  const mayWrite = roleMay(caller.role, 'secret-manager:write');
  const [read, users, projects, quota, scan, places, managers, access] = await Promise.all([
    pageRead('get-manager', () => getManager({ caller, input: { id } })),
    pageRead('list-users-of-manager', () =>
      listConnections({ caller, input: { secretManagerId: id, limit: 100 } }),
    ),
    pageRead('list-projects', () => listProjects({ caller })),
    pageRead('list-quota', () => listQuota({ caller, input: { limit: 200 } })),
    pageRead('get-scan', () => getScan({ caller, input: { id } })),
    pageRead('list-places', () => listPlaces({ caller, input: { secretManagerId: id, limit: firstLimit } })),
    pageRead('list-managers', () => listManagers({ caller, input: { limit: 200 } })),
    mayWrite ? pageRead('get-access', () => getAccess({ caller, input: { id } })) : undefined,
  ]);
  const trail = adminTrail('security', { label: listWords.title, href: '/admin/security/secret-managers' });
  if (!read.ok) {
    if (read.problem.code === 'not_found') notFound();
    return (
      <>
        <PageHeader trail={trail} title={listWords.title} />
        <ErrorState problem={read.problem} />
      </>
    );
  }
  const manager = read.value;
  const rights = {
    mayTest: roleMay(caller.role, 'secret-manager:test'),
    mayWrite,
  };
  const spent = quota.ok ? quota.value.items.find((one) => one.secretManagerId === id) : undefined;
  const known = { manager, projects: projects.ok ? projects.value : [] };
  return (
    <>
      <Refresher everyMs={pageMs} />
      <PageHeader
        trail={trail}
        title={manager.name}
        badge={<ManagerStatus manager={manager} look="badge" />}
        actions={
          <ManagerActions
            {...known}
            {...rights}
            users={users.ok ? users.value.items : []}
            hasMoreUsers={users.ok && users.value.nextCursor !== null}
            managers={managers.ok ? managers.value.items : []}
          />
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid gap-4">
          <StatePanel manager={manager} />
          <RequestsPanel manager={manager} quota={spent} mayWrite={rights.mayWrite} />
          {descriptorOf(manager.provider).tellsChanges && (
            <FeedPanel manager={manager} quota={spent} mayWrite={rights.mayWrite} />
          )}
          <AccountPanel manager={manager} />
        </div>
        <div className="grid gap-4">
          <AccessPanel {...known} access={access} />
          <ScanPanel
            scan={scan}
            mayScan={roleMay(caller.role, 'reference:scan')}
            mayWrite={rights.mayWrite}
          />
          <PolicyPanel
            manager={manager}
            managers={managers.ok ? managers.value.items : []}
            mayWrite={rights.mayWrite}
          />
        </div>
      </div>
      <UsedBy
        managerId={manager.id}
        first={places.ok ? places.value : undefined}
        mayBind={roleMay(caller.role, 'connection:write')}
      />
    </>
  );
}
