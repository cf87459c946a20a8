'use client';

import { Database, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useAddress, useTypedSearch } from '@/components/query/use-address';
import { useList } from '@/components/query/use-list';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { LoadMore } from '@/components/ui/load-more';
import { ProblemNote } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeleton';
import type { EntryView } from '@/lib/cache/schema';
import type { Page } from '@/lib/kernel/page';
import { type Role, roleMay } from '@/lib/kernel/permissions';
import type { ManagerView } from '@/lib/managers/schema';
import { CacheFilters } from './cache-filters';
import { ClearAllMenu } from './clear-all-menu';
import { EntrySheet } from './entry-sheet';
import { EntryTable } from './entry-table';
import { type CacheFilter, cacheFilterOf } from './filter';
import { useRefresh } from './use-refresh';
import { cacheWords as words } from './words';

const refetchMs = 5_000;

export interface CachePageProps {
  first: Page<EntryView>;
  filterAtFirst: CacheFilter;
  managers: readonly ManagerView[];
  role: Role;
}

/** The cache, kept current while it is looked at. */
export function CachePage({ first, filterAtFirst, managers, role }: CachePageProps) {
  const [address, write] = useAddress(['search', 'state', 'manager']);
  const [typed, setTyped] = useTypedSearch(address.search ?? '', (search) => write({ search }));
  const [openId, setOpenId] = useState<string>();
  const filter = cacheFilterOf(address);
  const isAtFirst = JSON.stringify(filter) === JSON.stringify(filterAtFirst);
  const list = useList<EntryView>({
    path: '/api/v1/cache',
    query: { ...filter },
    first: isAtFirst ? first : undefined,
    refetchMs,
  });
  const refresh = useRefresh(list.reload);
  const mayClear = roleMay(role, 'cache:clear');
  const isNarrowed = Object.keys(filter).length > 0;
  const isEmpty = !isNarrowed && !list.isLoading && !list.isStale && !list.problem && list.items.length === 0;
  const found = () => {
    if (list.isLoading) return <TableSkeleton rows={10} />;
    if (list.problem && list.items.length === 0) {
      return <ErrorState problem={list.problem} onRetry={list.reload} />;
    }
    if (list.items.length === 0) {
      const showAll = () => {
        setTyped('');
        write({ search: '', state: '', manager: '' });
      };
      return (
        <EmptyState
          icon={SearchX}
          title={words.nothing.title}
          action={<Button onClick={showAll}>{words.nothing.clear}</Button>}
        >
          {words.nothing.text}
        </EmptyState>
      );
    }
    return (
      <div className={list.isStale ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
        {list.problem && <ProblemNote problem={list.problem} className="mb-3" />}
        <EntryTable entries={list.items} refresh={refresh} onOpen={setOpenId} />
        <LoadMore
          shown={list.items.length}
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
        actions={
          mayClear &&
          !isEmpty &&
          managers.length > 0 && <ClearAllMenu managers={managers} onCleared={list.reload} />
        }
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
          <CacheFilters filter={filter} write={write} typed={typed} setTyped={setTyped} managers={managers} />
          {found()}
        </>
      )}
      <EntrySheet
        entry={list.items.find(({ id }) => id === openId)}
        onClose={() => setOpenId(undefined)}
        refresh={refresh}
        role={role}
        onCleared={list.reload}
      />
    </>
  );
}
