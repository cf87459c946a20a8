'use client';

import { Database } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { NoResults } from '@/components/no-results';
import { besideMs, mainMs, seldomMs } from '@/components/query/periods';
import { useAddress } from '@/components/query/use-address';
import { useList } from '@/components/query/use-list';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { LoadMore } from '@/components/ui/load-more';
import { ProblemNote } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeleton';
import { usePreload } from '@/components/ui/use-preload';
import type { CacheSummary, EntryFilter, EntryView } from '@/lib/cache/schema';
import type { Page } from '@/lib/kernel/page';
import { roleMay } from '@/lib/kernel/permissions';
import type { Role } from '@/lib/kernel/role';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { CacheFigures } from './cache-figures';
import { CacheFilters } from './cache-filters';
import { ClearAllMenu } from './clear-all-menu';
import { EntryTable } from './entry-table';
import { addressNames, type CacheOrder, cacheFilterOf, cacheOrderOf } from './filter';
import { ListBar } from './list-bar';
import { mayDoToMany, useSelection } from './selection';
import { useRefresh } from './use-refresh';
import { useSummary } from './use-summary';
import { cacheWords as words } from './words';

const loadSheet = () => import('./entry-sheet').then(({ EntrySheet }) => EntrySheet);
const EntrySheet = dynamic(loadSheet, { loading: () => null });
const nothingChosen = Object.fromEntries(
  addressNames.filter((name) => name !== 'sort' && name !== 'order').map((name) => [name, '']),
);

export interface CachePageProps {
  first: Page<EntryView>;
  firstSummary: CacheSummary | undefined;
  inputAtFirst: EntryFilter & CacheOrder;
  managers: readonly ManagerView[];
  /** Those of which the reader may clear everything. */
  clearable: readonly ManagerView[];
  projects: readonly ProjectView[];
  role: Role;
}

/** The cache, kept current while it is looked at. */
export function CachePage({
  first,
  firstSummary,
  inputAtFirst,
  managers,
  clearable,
  projects,
  role,
}: CachePageProps) {
  const [address, write] = useAddress(addressNames);
  const isEntryOpen = address.entry !== undefined;
  const filter = cacheFilterOf(address);
  const order = cacheOrderOf(address);
  const isAtFirst = JSON.stringify({ ...filter, ...order }) === JSON.stringify(inputAtFirst);
  const list = useList<EntryView>({
    path: '/api/v1/cache',
    query: { ...filter, ...order },
    first: isAtFirst ? first : undefined,
    refetchMs: isEntryOpen ? seldomMs : mainMs,
  });
  const { summary, reload: recount } = useSummary(filter, {
    first: isAtFirst ? firstSummary : undefined,
    refetchMs: isEntryOpen ? seldomMs : besideMs,
  });
  const reload = () => {
    list.reload();
    recount();
  };
  const refresh = useRefresh(reload);
  usePreload(loadSheet);
  // From the first time on, also while it slides away.
  const [isSheetNeeded, setSheetNeeded] = useState(isEntryOpen);
  if (isEntryOpen && !isSheetNeeded) setSheetNeeded(true);
  const selection = useSelection(JSON.stringify(filter), list.items);
  const isNarrowed = Object.keys(filter).length > 0;
  const isEmpty = !isNarrowed && !list.isLoading && !list.isStale && !list.problem && list.items.length === 0;
  const counted = filter.state ?? 'all';
  const total = Math.max(summary.filtered[counted], list.items.length);
  const isMore = summary.atLeast.filtered.includes(counted);
  const found = () => {
    if (list.isLoading) return <TableSkeleton rows={10} />;
    if (list.problem && list.items.length === 0) {
      return <ErrorState problem={list.problem} onRetry={list.reload} />;
    }
    if (list.items.length === 0) {
      return <NoResults words={words.nothing} onShowAll={() => write(nothingChosen)} />;
    }
    return (
      <div className={list.isStale ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
        {list.problem && <ProblemNote problem={list.problem} className="mb-3" />}
        <ListBar
          selection={selection}
          loaded={list.items.length}
          total={total}
          isMore={isMore}
          filter={filter}
          order={order}
          role={role}
          onDone={reload}
        />
        <EntryTable
          entries={list.items}
          refresh={roleMay(role, 'cache:refresh') ? refresh : undefined}
          selection={mayDoToMany(role) ? selection : undefined}
          order={order}
          write={write}
          onOpen={(subject) => write({ entry: subject })}
        />
        <LoadMore
          shown={list.items.length}
          total={isMore ? undefined : total}
          hasMore={list.hasMore}
          isBusy={list.isLoadingMore}
          onLoadMore={list.loadMore}
        />
      </div>
    );
  };
  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        actions={!isEmpty && clearable.length > 0 && <ClearAllMenu managers={clearable} onCleared={reload} />}
      />
      {isEmpty ? (
        <EmptyState
          icon={Database}
          title={words.empty.title}
          action={<ButtonLink href="/connections">{words.empty.action}</ButtonLink>}
        >
          {words.empty.text}
        </EmptyState>
      ) : (
        <>
          <CacheFigures summary={summary} write={write} />
          <CacheFilters
            filter={filter}
            order={order}
            address={address.age ? { age: address.age } : {}}
            write={write}
            summary={summary}
            managers={managers}
            projects={projects}
          />
          {found()}
        </>
      )}
      {isSheetNeeded && (
        <EntrySheet
          subject={address.entry}
          listed={list.items.find(({ subject }) => subject === address.entry)}
          onClose={() => write({ entry: '' })}
          refresh={refresh}
          role={role}
          onCleared={reload}
        />
      )}
    </>
  );
}
