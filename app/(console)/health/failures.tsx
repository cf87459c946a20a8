'use client';

import { titleOfCode } from '@/components/query/api-get';
import { seldomMs } from '@/components/query/periods';
import { useList } from '@/components/query/use-list';
import { referenceText } from '@/components/reference-text';
import { Link } from '@/components/ui/link';
import { ListEnd } from '@/components/ui/load-more';
import { RelativeTime } from '@/components/ui/relative-time';
import { numberText } from '@/components/words/numbers';
import type { FailureView } from '@/lib/cache/event';
import type { HistoryRange } from '@/lib/history/ranges';
import type { HistoryView } from '@/lib/history/schema';
import { healthWords } from './words';

const words = healthWords.history;
const hourMs = 3_600_000;
const lengths: Record<HistoryRange, number> = { hour: hourMs, day: 24 * hourMs, week: 168 * hourMs };

export interface FailuresProps {
  failures: HistoryView['failures'];
  range: HistoryRange;
  managerId: string | undefined;
}

/** What failed: reads by cause, then what secret managers gave no value for, each leading to what happened to it. */
export function Failures({ failures, range, managerId }: FailuresProps) {
  const list = useList<FailureView>({
    path: '/api/v1/cache/failures',
    query: { limit: 8, withinMs: lengths[range], ...(managerId ? { secretManagerId: managerId } : {}) },
    refetchMs: seldomMs,
  });
  if (failures.length === 0 && list.items.length === 0) return null;
  return (
    <section aria-label={words.failures[range]} className="border-t px-4 py-3">
      <h3 className="font-medium">{words.failures[range]}</h3>
      <p id="failed-reads" className="mt-1 text-ink-3 text-xs">
        {failures.length > 0 ? words.failedReads : words.noFailedReads}
      </p>
      <ul aria-labelledby="failed-reads" className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
        {failures.map(({ code, count }) => (
          <li key={code} className="flex items-baseline gap-2">
            <span className="tabular font-medium">{numberText(count)}</span>
            <Link href={`/cache?code=${code}`} className="rounded-xs text-accent-ink hover:underline">
              {titleOfCode(code)}
            </Link>
          </li>
        ))}
      </ul>
      {list.items.length > 0 && (
        <>
          <p id="failed-references" className="mt-3 pb-1.5 text-ink-3 text-xs">
            {words.failedReferences}
          </p>
          <ul aria-labelledby="failed-references" className="divide-y divide-line border-t">
            {list.items.map((failure) => (
              <li key={failure.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-1.5">
                <Link
                  href={`/cache/${failure.subject}`}
                  className="min-w-0 grow basis-60 truncate rounded-xs font-medium hover:underline"
                >
                  {referenceText(failure.shownReference)}
                </Link>
                <span className="text-ink-2">
                  {words.failedSo(titleOfCode(failure.code), failure.failures)}
                </span>
                <span className="min-w-24 text-right text-ink-3 text-xs">
                  <RelativeTime at={failure.at} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ListEnd list={list} />
    </section>
  );
}
