import { FreshTimeAdvice } from '@/components/fresh-time-advice';
import { OthersSpend, quotaMeters, RequestFlow } from '@/components/manager-requests';
import { ResumeRequestsButton } from '@/components/resume-requests-button';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { RelativeTime } from '@/components/ui/relative-time';
import { managerWords } from '@/components/words/managers';
import type { ManagerView } from '@/lib/managers/schema';
import type { QuotaView } from '@/lib/quota/schema';
import { letThroughAction, updateAction } from './actions';
import { words } from './words';

export interface RequestsPanelProps {
  manager: ManagerView;
  quota: QuotaView | undefined;
  mayWrite: boolean;
}

const shared = managerWords.requests;

/** Whether requests go out, and how much of the secret manager's limits is spent, from Latchkey's own ledger. */
export function RequestsPanel({ manager, quota, mayWrite }: RequestsPanelProps) {
  const { breaker } = manager;
  return (
    <Panel
      title={words.requests.title}
      actions={
        mayWrite &&
        breaker.state === 'open' && <ResumeRequestsButton id={manager.id} action={letThroughAction} />
      }
    >
      <Facts
        facts={[
          { label: words.requests.state, value: <RequestFlow breaker={breaker} /> },
          ...(breaker.state === 'open'
            ? [{ label: words.requests.nextTry, value: <RelativeTime at={breaker.retryAt} exact="beside" /> }]
            : []),
          ...(quota ? quotaMeters(quota) : []),
        ]}
      />
      <OthersSpend breaker={breaker} quota={quota} className="mt-3" />
      {quota?.backgroundWork === 'yielding' && (
        <Notice tone="warn" className="mt-3">
          {shared.yielding}
        </Notice>
      )}
      <FreshTimeAdvice quota={quota} mayWrite={mayWrite} action={updateAction} className="mt-3" />
    </Panel>
  );
}
