'use client';

import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { saidAppOf } from '@/components/words/apps';
import type { ConnectionView } from '@/lib/connections/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { findingWords } from '../../findings/words';
import { useToggle } from '../arrange/use-toggle';
import { arrangeWords } from '../arrange/words';
import { wholeName } from '../form/environment-draft';
import { environmentWords } from '../form/environment-words';
import { refusedGroups } from '../refused';
import { connectionWords } from '../words';
import { RefusedNotice } from './refused-notice';

export interface BannersProps {
  view: ConnectionView;
  projects: readonly ProjectView[];
  mayWrite: boolean;
  /** The secret managers whose access is the reader's to set. */
  grantableIds: readonly string[];
}

/** Above a connection: what keeps workloads from getting it, or soon will. */
export function Banners({ view, projects, mayWrite, grantableIds }: BannersProps) {
  const toggle = useToggle();
  const labels = saidAppOf(view.app).fields;
  const { environment } = view;
  const labelOf = (field: string) => {
    if (environment && field === wholeName(environment)) return environmentWords.allOf(environment.title);
    return labels.find(({ name }) => name === field)?.label ?? field;
  };
  const failing = view.broken.filter(({ isFailing }) => isFailing).map(({ field }) => labelOf(field));
  const broken = view.broken.filter(({ isFailing }) => !isFailing).map(({ field }) => labelOf(field));
  const unserved = view.managersInTrouble.filter(({ unservedFields }) => unservedFields.length > 0);
  const words = arrangeWords.disabled;
  return (
    <div className="mb-4 grid gap-2 empty:hidden">
      {view.disabledAt && (
        <Notice
          tone="warn"
          title={words.title}
          actions={
            mayWrite && (
              <Button size="sm" isBusy={toggle.isBusy} onClick={() => toggle.run('enable', [view])}>
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
      {unserved.map(({ secretManagerId, name, unservedFields }) => (
        <Notice key={secretManagerId} tone="bad" title={findingWords.failing}>
          {findingWords.unservedText(unservedFields.map(labelOf).join(', '), name)}
        </Notice>
      ))}
      {view.managersInTrouble.map(({ secretManagerId, name, status, message, since }) => (
        <Notice
          key={secretManagerId}
          tone={status === 'refused' ? 'bad' : 'warn'}
          title={
            <Link
              href={`/admin/security/secret-managers/${secretManagerId}`}
              className="rounded-xs hover:underline"
            >
              {connectionWords.list.managerNotice.title(name, status)}
            </Link>
          }
        >
          {message}{' '}
          <span className="text-ink-3">
            <RelativeTime at={since} />
          </span>
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
          mayWrite={mayWrite}
        />
      ))}
      {failing.length > 0 && (
        <Notice tone="bad" title={findingWords.failing}>
          {findingWords.failingText(failing.join(', '))}
        </Notice>
      )}
      {broken.length > 0 && (
        <Notice tone="bad" title={findingWords.banner(broken.length)}>
          {findingWords.bannerText(broken.join(', '))}
        </Notice>
      )}
    </div>
  );
}
