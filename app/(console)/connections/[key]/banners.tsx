'use client';

import { statusText } from '@/components/manager-status';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { saidAppOf } from '@/components/words/apps';
import type { ConnectionView } from '@/lib/connections/schema';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import type { FindingView } from '@/lib/scans/schema';
import { findingWords } from '../../findings/words';
import { useToggle } from '../arrange/use-toggle';
import { arrangeWords } from '../arrange/words';
import { refusedGroups } from '../refused';
import { RefusedNotice } from './refused-notice';

export interface BannersProps {
  view: ConnectionView;
  findings: readonly FindingView[];
  managers: readonly ManagerView[];
  projects: readonly ProjectView[];
  mayWrite: boolean;
  /** The secret managers whose access is the reader's to set. */
  grantableIds: readonly string[];
}

/** Above a connection: what keeps workloads from getting it, or soon will. */
export function Banners({ view, findings, managers, projects, mayWrite, grantableIds }: BannersProps) {
  const toggle = useToggle();
  const labels = saidAppOf(view.app).fields;
  const labelOf = (field: string) => labels.find(({ name }) => name === field)?.label ?? field;
  const absent = Object.entries(view.fields).flatMap(([name, field]) =>
    'reference' in field && field.absent ? [name] : [],
  );
  // What workloads fail by already is said once.
  const broken = findings.flatMap(({ field }) => (absent.includes(field) ? [] : [field]));
  const words = arrangeWords.disabled;
  const troubled = managers.filter((manager) => isTroubled(manager) && isBoundTo(view, manager));
  return (
    <div className="mb-4 grid gap-2 empty:hidden">
      {view.disabledAt && (
        <Notice
          tone="warn"
          title={words.title}
          actions={
            mayWrite && (
              <Button size="sm" isBusy={toggle.isBusy} onClick={() => void toggle.run('enable', [view])}>
                {arrangeWords.toggle.enable}
              </Button>
            )
          }
        >
          {words.text}{' '}
          <span className="text-ink-3">
            {words.badge}: <RelativeTime at={view.disabledAt} />
          </span>
        </Notice>
      )}
      {troubled.map((manager) => (
        <Notice key={manager.id} tone="warn" title={`${manager.name}: ${statusText(manager)}`}>
          {manager.statusMessage}
        </Notice>
      ))}
      {refusedGroups(view).map((group) => (
        <RefusedNotice
          key={`${group.secretManagerId} ${group.reason}`}
          group={group}
          connection={view.key}
          labelOf={labelOf}
          projects={projects}
          mayGrant={grantableIds.includes(group.secretManagerId)}
        />
      ))}
      {absent.length > 0 && (
        <Notice tone="bad" title={findingWords.failing}>
          {findingWords.failingText(absent.map(labelOf).join(', '))}
        </Notice>
      )}
      {broken.length > 0 && (
        <Notice tone="bad" title={findingWords.banner(broken.length)}>
          {findingWords.bannerText(broken.map(labelOf).join(', '))}
        </Notice>
      )}
    </div>
  );
}

/** Whether the secret manager cannot be asked now: what is cached serves for a while, what is not fails. */
function isTroubled({ status }: ManagerView): boolean {
  return status !== 'connected' && status !== 'untested';
}

function isBoundTo({ fields }: ConnectionView, { id }: ManagerView): boolean {
  return Object.values(fields).some((field) => 'secretManagerId' in field && field.secretManagerId === id);
}
