'use client';

import type { ReactNode } from 'react';
import { besideMs } from '@/components/query/periods';
import { useList } from '@/components/query/use-list';
import { useOne } from '@/components/query/use-one';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import type { ConnectionView } from '@/lib/connections/schema';
import type { ManagerView } from '@/lib/managers/schema';
import { isTroubled } from '@/lib/managers/status';
import type { FindingCounts } from '@/lib/scans/schema';
import { findingWords } from '../findings/words';
import { refusedCount } from './refused';
import { refusedWords } from './refused-words';
import { connectionWords } from './words';

const words = connectionWords.list.managerNotice;
const link = 'text-accent-ink hover:underline';
export interface ListNoticesProps {
  counts: FindingCounts | undefined;
  managers: ManagerView[];
  shown: readonly ConnectionView[];
  /** The state that the list is narrowed to. */
  state: string | undefined;
  hasReport: boolean;
}

/** Above the list: what keeps workloads from their connections, kept current. What the list shows already is not said again. */
export function ListNotices({ counts, managers, shown, state, hasReport }: ListNoticesProps) {
  const { value } = useOne<FindingCounts>({
    path: '/api/v1/references/findings/counts',
    first: counts,
    refetchMs: besideMs,
  });
  const { items } = useList<ManagerView>({
    path: '/api/v1/secret-managers',
    query: { limit: 200 },
    first: { items: managers, nextCursor: null },
    refetchMs: besideMs,
  });
  const troubled = items.filter((each) => isTroubled(each) && each.boundReferenceCount > 0);
  const broken = value?.all ?? 0;
  const hasRefused = state !== 'refused' && shown.some((each) => refusedCount(each) > 0);
  const hasUnserved =
    state !== 'unserved' &&
    shown.some(
      ({ disabledAt, managersInTrouble }) =>
        disabledAt === null && managersInTrouble.some(({ unservedFields }) => unservedFields.length > 0),
    );
  return (
    <div className="mb-3 grid gap-2 empty:hidden">
      {troubled.map(({ id, name, status, boundReferenceCount }) => (
        <Line key={id} tone={status === 'refused' ? 'bad' : 'warn'} title={words.title(name, status)}>
          <span className="text-ink-2">{words.bound(boundReferenceCount)}</span>
          <Link href={`/admin/security/secret-managers/${id}`} className={link}>
            {words.open}
          </Link>
          {state !== 'manager_in_trouble' && (
            <Link href={`/connections?state=manager_in_trouble&manager=${id}`} className={link}>
              {words.show}
            </Link>
          )}
        </Line>
      ))}
      {hasUnserved && (
        <Line tone="bad" title={connectionWords.list.unserved.title}>
          <Link href="/connections?state=unserved" className={link}>
            {connectionWords.list.unserved.show}
          </Link>
        </Line>
      )}
      {broken > 0 && (
        <Line tone="bad" title={findingWords.banner(broken)}>
          <Link href="/findings" className={link}>
            {findingWords.look}
          </Link>
        </Line>
      )}
      {hasRefused && (
        <Line tone="bad" title={refusedWords.list.title}>
          <Link href="/connections?state=refused" className={link}>
            {refusedWords.list.show}
          </Link>
          {hasReport && (
            <Link href="/admin/security/access-report" className={link}>
              {refusedWords.list.report}
            </Link>
          )}
        </Line>
      )}
    </div>
  );
}

function Line({ tone, title, children }: { tone: 'bad' | 'warn'; title: string; children: ReactNode }) {
  return (
    <Notice
      tone={tone}
      title={
        <span className="flex flex-wrap gap-x-3">
          {title}
          {children}
        </span>
      }
    />
  );
}
