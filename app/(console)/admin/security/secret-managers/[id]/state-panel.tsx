import { ManagerStatus } from '@/components/manager-status';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { durationText } from '@/components/ui/relative';
import { RelativeTime } from '@/components/ui/relative-time';
import { servedForMs } from '@/lib/cache/freshness';
import type { ManagerView } from '@/lib/managers/schema';
import { words } from './words';

/** How it is: status with reason and age, when it was tested. */
export function StatePanel({ manager }: { manager: ManagerView }) {
  const reason = manager.statusMessage;
  return (
    <Panel title={words.state.title}>
      <div className="grid gap-3">
        {reason && (
          <Notice tone={manager.status === 'refused' || manager.status === 'unreachable' ? 'bad' : 'warn'}>
            {reason}
            <span className="mt-1 block">{meanwhile(manager)}</span>
          </Notice>
        )}
        <Facts
          facts={[
            { label: words.state.status, value: <ManagerStatus manager={manager} /> },
            { label: words.state.since, value: <RelativeTime at={manager.statusSince} exact="beside" /> },
            { label: words.state.tested, value: <RelativeTime at={manager.checkedAt} exact="beside" /> },
          ]}
        />
      </div>
    </Panel>
  );
}

/** What workloads get while it lasts. */
function meanwhile({ status, policy }: ManagerView): string {
  if (status === 'refused')
    return words.state.refusedMeanwhile(durationText(servedForMs(policy, 'provider_denied')));
  return words.state.meanwhile(durationText(policy.staleWhileUnreachableMs));
}
