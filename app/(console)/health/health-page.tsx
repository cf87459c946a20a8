'use client';

import { HeartPulse } from 'lucide-react';
import { mainMs, seldomMs } from '@/components/query/periods';
import { useList } from '@/components/query/use-list';
import { useOne } from '@/components/query/use-one';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { LoadMore } from '@/components/ui/load-more';
import { ProblemNote } from '@/components/ui/notice';
import type { Page } from '@/lib/kernel/page';
import { roleMay } from '@/lib/kernel/permissions';
import type { Role } from '@/lib/kernel/role';
import type { ManagerView } from '@/lib/managers/schema';
import type { QuotaView } from '@/lib/quota/schema';
import type { FindingCounts } from '@/lib/scans/schema';
import { HealthFigures } from './health-figures';
import { HistoryPanel } from './history-panel';
import { troubledFirst } from './judge';
import { ManagerHealth } from './manager-health';
import { useHistory, useHistoryOf } from './use-history';
import { healthWords as words } from './words';

export interface HealthPageProps {
  first: Page<ManagerView>;
  firstQuota: Page<QuotaView> | undefined;
  /** Broken references, as the server counted them. */
  firstCounts: FindingCounts | undefined;
  role: Role;
}

const query = { limit: 200 };

/** Figures, then a panel for each secret manager, kept current while they are looked at. */
export function HealthPage({ first, firstQuota, firstCounts, role }: HealthPageProps) {
  const list = useList<ManagerView>({ path: '/api/v1/secret-managers', query, first, refetchMs: mainMs });
  const quota = useList<QuotaView>({ path: '/api/v1/quota', query, first: firstQuota, refetchMs: seldomMs });
  const counts = useOne<FindingCounts>({
    path: '/api/v1/references/findings/counts',
    first: firstCounts,
    refetchMs: seldomMs,
  });
  const broken = counts.value ?? { all: 0, checks: [], bySecretManager: {} };
  const history = useHistory();
  const facts = useHistoryOf(history.range).view?.managers;
  const mayWrite = roleMay(role, 'secret-manager:write');
  if (list.problem && list.items.length === 0) {
    return <ErrorState problem={list.problem} onRetry={list.reload} />;
  }
  if (list.items.length === 0) {
    return (
      <EmptyState
        icon={HeartPulse}
        title={words.empty.title}
        action={
          mayWrite && (
            <ButtonLink href="/admin/security/secret-managers" variant="primary">
              {words.empty.action}
            </ButtonLink>
          )
        }
      >
        {words.empty.text}
      </EmptyState>
    );
  }
  return (
    <>
      {list.problem && <ProblemNote problem={list.problem} className="mb-3" />}
      <HealthFigures managers={list.items} quota={quota.items} broken={broken.all} />
      <HistoryPanel history={history} managers={list.items} />
      <ul className="grid items-start gap-4 lg:grid-cols-2">
        {troubledFirst(list.items).map((manager) => (
          <li key={manager.id} id={manager.id} className="min-w-0 scroll-mt-4">
            <ManagerHealth
              manager={manager}
              quota={quota.items.find(({ secretManagerId }) => secretManagerId === manager.id)}
              quotaProblem={quota.problem}
              history={facts?.find(({ secretManagerId }) => secretManagerId === manager.id)}
              broken={broken.bySecretManager[manager.id] ?? 0}
              mayWrite={mayWrite}
            />
          </li>
        ))}
      </ul>
      <LoadMore
        shown={list.items.length}
        hasMore={list.hasMore}
        isBusy={list.isLoadingMore}
        onLoadMore={() => {
          list.loadMore();
          quota.loadMore();
        }}
      />
    </>
  );
}
