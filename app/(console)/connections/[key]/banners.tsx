'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { saidAppOf } from '@/components/words/apps';
import type { ConnectionView } from '@/lib/connections/schema';
import type { FindingView } from '@/lib/scans/schema';
import { findingWords } from '../../findings/words';
import { useToggle } from '../arrange/use-toggle';
import { arrangeWords } from '../arrange/words';

export interface BannersProps {
  view: ConnectionView;
  findings: readonly FindingView[];
  mayWrite: boolean;
}

/** Above a connection: what keeps workloads from getting it, or soon will. */
export function Banners({ view, findings, mayWrite }: BannersProps) {
  const toggle = useToggle();
  const labels = saidAppOf(view.app).fields;
  const labelOf = (field: string) => labels.find(({ name }) => name === field)?.label ?? field;
  const names = findings.map(({ field }) => labelOf(field));
  const absent = Object.entries(view.fields).flatMap(([name, field]) =>
    'reference' in field && field.absent && !findings.some((each) => each.field === name)
      ? [labelOf(name)]
      : [],
  );
  const words = arrangeWords.disabled;
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
      {absent.length > 0 && (
        <Notice tone="bad" title={findingWords.failing}>
          {findingWords.failingText(absent.join(', '))}
        </Notice>
      )}
      {findings.length > 0 && (
        <Notice tone="bad" title={findingWords.banner(findings.length)}>
          {findingWords.bannerText(names.join(', '))}
        </Notice>
      )}
    </div>
  );
}
