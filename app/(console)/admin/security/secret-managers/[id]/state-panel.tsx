import { ManagerStatus } from '@/components/manager-status';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ManagerView } from '@/lib/managers/schema';
import { words } from './words';

/** How it is: status with reason and age, when it was tested. */
export function StatePanel({ manager, mayWrite }: { manager: ManagerView; mayWrite: boolean }) {
  return (
    <Panel title={words.state.title}>
      <div className="grid gap-3">
        {manager.statusMessage && (
          <Notice tone={manager.status === 'refused' || manager.status === 'unreachable' ? 'bad' : 'warn'}>
            {manager.statusMessage} {manager.status === 'refused' && !mayWrite && words.state.askAdmin}
          </Notice>
        )}
        <Facts
          facts={[
            { label: words.state.status, value: <ManagerStatus manager={manager} /> },
            { label: words.state.since, value: <RelativeTime at={manager.statusSince} /> },
            { label: words.state.tested, value: <RelativeTime at={manager.checkedAt} /> },
          ]}
        />
      </div>
    </Panel>
  );
}
