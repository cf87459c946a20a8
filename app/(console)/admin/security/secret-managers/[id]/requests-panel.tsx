import { CirclePause, CirclePlay } from 'lucide-react';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import type { ManagerView } from '@/lib/managers/schema';
import type { QuotaView } from '@/lib/quota/schema';
import { LetThrough } from './let-through';
import { words } from './words';

export interface RequestsPanelProps {
  manager: ManagerView;
  quota: QuotaView | undefined;
  mayWrite: boolean;
}

const pausedWork = 0.7;

/** Whether requests go out, and how much of 1Password's limits is spent, from Latchkey's own ledger. */
export function RequestsPanel({ manager, quota, mayWrite }: RequestsPanelProps) {
  const { breaker } = manager;
  return (
    <Panel
      title={words.requests.title}
      actions={mayWrite && breaker.state === 'open' && <LetThrough id={manager.id} />}
    >
      <Facts
        facts={[
          { label: words.requests.state, value: <Flow breaker={breaker} /> },
          ...(breaker.retryAt
            ? [{ label: words.requests.nextTry, value: <RelativeTime at={breaker.retryAt} /> }]
            : []),
          ...(quota
            ? [
                {
                  label: words.requests.hour,
                  value: <Meter label={words.requests.hour} meter={quota.tokenHour} />,
                },
                {
                  label: words.requests.day,
                  value: <Meter label={words.requests.day} meter={quota.accountDay} />,
                },
              ]
            : []),
        ]}
      />
      {quota?.backgroundWork === 'yielding' && (
        <Notice tone="warn" className="mt-3">
          {words.requests.yielding}
        </Notice>
      )}
      {quota?.forecast.advice && (
        <Notice tone="warn" className="mt-3">
          {quota.forecast.advice}
        </Notice>
      )}
    </Panel>
  );
}

function Flow({ breaker }: Pick<ManagerView, 'breaker'>) {
  switch (breaker.state) {
    case 'open':
      return (
        <Status tone="warn" icon={CirclePause}>
          {words.requests.open}
        </Status>
      );
    case 'half_open':
      return (
        <Status tone="info" icon={CirclePlay}>
          {words.requests.halfOpen}
        </Status>
      );
    case 'closed':
      return words.requests.closed;
  }
}

function Meter({ label, meter }: { label: string; meter: QuotaView['tokenHour'] }) {
  const ratio = meter.limit === 0 ? 0 : meter.used / meter.limit;
  return (
    <span className="flex max-w-72 items-center gap-3">
      <span className="tabular shrink-0">{words.requests.used(meter.used, meter.limit)}</span>
      <Progress
        label={label}
        ratio={ratio}
        tone={ratio >= 1 ? 'bad' : ratio >= pausedWork ? 'warn' : 'accent'}
      />
    </span>
  );
}
