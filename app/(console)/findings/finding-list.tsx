'use client';

import { CircleCheck, CircleHelp } from 'lucide-react';
import { ManagerFilter } from '@/components/manager-select';
import { NoResults } from '@/components/no-results';
import { mainMs } from '@/components/query/periods';
import { useAddress } from '@/components/query/use-address';
import { useList } from '@/components/query/use-list';
import { useOne } from '@/components/query/use-one';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { ListEnd } from '@/components/ui/load-more';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { TableSkeleton } from '@/components/ui/skeleton';
import { findingKinds } from '@/lib/kernel/finding';
import type { Page } from '@/lib/kernel/page';
import type { ManagerView } from '@/lib/managers/schema';
import type { FindingCounts, FindingView, ReferenceCheck } from '@/lib/scans/schema';
import { Checks, isChecked } from './checks';
import { type FindingFilter, findingFilterOf } from './filter';
import { FindingRow } from './finding-row';
import { findingWords as words } from './words';

const anything = 'any';

export interface FindingListProps {
  first: Page<FindingView>;
  filterAtFirst: FindingFilter;
  firstCounts: FindingCounts | undefined;
  managers: readonly ManagerView[];
}

/** Filters and the findings. What it is narrowed to stands in the address. */
export function FindingList({ first, filterAtFirst, firstCounts, managers }: FindingListProps) {
  const [address, write] = useAddress(['kind', 'manager']);
  const filter = findingFilterOf(address);
  const isAtFirst = JSON.stringify(filter) === JSON.stringify(filterAtFirst);
  const list = useList<FindingView>({
    path: '/api/v1/references/findings',
    query: { ...filter },
    first: isAtFirst ? first : undefined,
    refetchMs: mainMs,
  });
  const { value: counts } = useOne<FindingCounts>({
    path: '/api/v1/references/findings/counts',
    first: firstCounts,
    refetchMs: mainMs,
  });
  const checks = (counts?.checks ?? []).filter(
    ({ secretManagerId }) => !filter.secretManagerId || secretManagerId === filter.secretManagerId,
  );
  const isSure = checks.every(isChecked);
  const isNarrowed = Object.keys(filter).length > 0;
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-2">
        <Select
          aria-label={words.list.kind}
          value={filter.kind ?? anything}
          onValueChange={(kind) => write({ kind: kind === anything ? '' : kind })}
          options={[
            { value: anything, label: words.list.anyKind },
            ...findingKinds.map((kind) => ({ value: kind, label: words.kinds[kind] })),
          ]}
          className="w-auto min-w-40 max-sm:flex-1"
        />
        {managers.length > 0 && (
          <ManagerFilter
            aria-label={words.list.manager}
            managers={managers}
            value={filter.secretManagerId}
            onValueChange={(manager) => write({ manager })}
            anyLabel={words.list.anyManager}
            className="w-auto min-w-40 max-w-64 max-sm:flex-1"
          />
        )}
      </div>
      {list.isLoading && <TableSkeleton rows={6} />}
      {list.problem && list.items.length === 0 && <ErrorState problem={list.problem} onRetry={list.reload} />}
      {!list.isLoading && !list.problem && list.items.length === 0 && (
        <Nothing isNarrowed={isNarrowed} checks={checks} onShowAll={() => write({ kind: '', manager: '' })} />
      )}
      {list.items.length > 0 && !isSure && (
        <Notice tone="warn" className="mb-3" title={words.checks.some}>
          <Checks checks={checks.filter((check) => !isChecked(check))} />
        </Notice>
      )}
      {list.items.length > 0 && (
        <div className={list.isStale ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
          <ul aria-label={words.list.label} className="divide-y divide-line rounded border bg-surface">
            {list.items.map((finding) => (
              <FindingRow key={finding.id} finding={finding} />
            ))}
          </ul>
          <ListEnd list={list} />
        </div>
      )}
    </>
  );
}

function Nothing({
  isNarrowed,
  checks,
  onShowAll,
}: {
  isNarrowed: boolean;
  checks: readonly ReferenceCheck[];
  onShowAll: () => void;
}) {
  const isSure = checks.every(isChecked);
  const told = isSure ? words.empty : words.checks.unsure;
  return (
    <>
      {isNarrowed ? (
        <NoResults words={words.nothing} onShowAll={onShowAll} />
      ) : (
        <EmptyState icon={isSure ? CircleCheck : CircleHelp} title={told.title}>
          {told.text}
        </EmptyState>
      )}
      {checks.length > 0 && (
        <div className="mt-3 rounded border bg-surface px-3 py-2">
          <Checks checks={checks} />
        </div>
      )}
    </>
  );
}
