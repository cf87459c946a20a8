'use client';

import { Cable } from 'lucide-react';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { AppMark } from '@/components/app-mark';
import { ManagerFilter } from '@/components/manager-select';
import { NoResults } from '@/components/no-results';
import { ListSearch } from '@/components/query/list-search';
import { mainMs } from '@/components/query/periods';
import { useAddress } from '@/components/query/use-address';
import { useList } from '@/components/query/use-list';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { ListEnd } from '@/components/ui/load-more';
import { Select } from '@/components/ui/select';
import { TableSkeleton } from '@/components/ui/skeleton';
import { usePreload } from '@/components/ui/use-preload';
import { saidApps } from '@/components/words/apps';
import type { ConnectionView } from '@/lib/connections/schema';
import type { Page } from '@/lib/kernel/page';
import type { FindingCounts } from '@/lib/scans/schema';
import { ArrangeFilters } from './arrange/filters';
import { type Selection, useSelected } from './arrange/selection';
import { useSelectAll } from './arrange/use-select-all';
import type { Choices } from './choices';
import { ConnectionTable } from './connection-table';
import { countOf, type Filter, filterOf, isNarrowed } from './filter';
import { FoldedFilters } from './folded-filters';
import { ListNotices } from './list-notices';
import { connectionWords } from './words';

const words = connectionWords.list;
const anything = 'any';

const loadBulkBar = () => import('./arrange/bulk-bar').then(({ BulkBar }) => BulkBar);
const BulkBar = dynamic(loadBulkBar, { loading: () => null });

export interface ConnectionListProps extends Choices {
  first: Page<ConnectionView>;
  filterAtFirst: Filter;
  /** Under "no connection yet": what a connection is for, and the way to the first one. */
  tags: readonly string[];
  /** Broken references, as the server counted them. */
  counts: FindingCounts | undefined;
  hasReport: boolean;
  mayWrite: boolean;
  emptyText: string;
  emptyAction: ReactNode;
}

/** Search, filters and the table. What it is narrowed to stands in the address. */
export function ConnectionList({
  first,
  filterAtFirst,
  managers,
  projects,
  tags,
  counts,
  hasReport,
  mayWrite,
  emptyText,
  emptyAction,
}: ConnectionListProps) {
  const [address, write] = useAddress(['search', 'app', 'manager', 'state', 'tag', 'sort']);
  const filter = filterOf(address);
  const isAtFirst = JSON.stringify(filter) === JSON.stringify(filterAtFirst);
  usePreload(loadBulkBar);
  const list = useList<ConnectionView>({
    path: '/api/v1/connections',
    query: { ...filter },
    first: isAtFirst ? first : undefined,
    refetchMs: mainMs,
  });
  const [selected, setSelected] = useSelected();
  const selection = { selected, onChange: setSelected };
  const selectAll = useSelectAll(filter, selection);
  const shown = new Map(list.items.map((each) => [each.id, each]));
  const isMoreLeft =
    list.hasMore &&
    selected.size <= shown.size &&
    list.items.every(({ id, mayChange }) => !mayChange || selected.has(id));
  if (!isNarrowed(filter) && !list.isLoading && !list.isStale && !list.problem && list.items.length === 0) {
    return (
      <EmptyState icon={Cable} title={words.empty.title} action={emptyAction}>
        {emptyText}
      </EmptyState>
    );
  }
  return (
    <>
      <ListNotices
        counts={counts}
        managers={managers}
        shown={list.items}
        state={filter.state}
        hasReport={hasReport}
      />
      <div className="mb-3 flex flex-wrap gap-2">
        <ListSearch
          label={words.search}
          settled={filter.search ?? ''}
          onSettle={(search) => write({ search })}
          className="max-sm:max-w-none"
        />
        <FoldedFilters count={countOf(filter)}>
          <Select
            aria-label={words.app}
            value={filter.app ?? anything}
            onValueChange={(app) => write({ app: app === anything ? '' : app })}
            options={[
              { value: anything, label: words.anyApp },
              ...saidApps().map(({ id, name }) => ({ value: id, label: name, icon: <AppMark app={id} /> })),
            ]}
            className="w-auto min-w-32 max-w-56 max-sm:flex-1"
          />
          {managers.length > 0 && (
            <ManagerFilter
              aria-label={words.manager}
              managers={managers}
              value={filter.secretManagerId}
              onValueChange={(manager) => write({ manager })}
              anyLabel={words.anyManager}
              className="w-auto min-w-40 max-w-64 max-sm:flex-1"
            />
          )}
          <ArrangeFilters filter={filter} tags={tags} write={write} />
        </FoldedFilters>
      </div>
      <Found
        list={list}
        projects={projects}
        isByRead={filter.sort === 'read'}
        {...(mayWrite ? { selection } : {})}
        showAll={() => write({ search: '', app: '', manager: '', state: '', tag: '' })}
      />
      {selected.size > 0 && (
        <BulkBar
          // As the list has them now: a change shows in what is selected.
          selected={[...selected.values()].map((each) => shown.get(each.id) ?? each)}
          managers={managers}
          selectAll={selectAll.isBusy || isMoreLeft ? selectAll : undefined}
          leftOut={isMoreLeft ? 0 : selectAll.leftOut}
          onClear={() => setSelected(new Map())}
        />
      )}
    </>
  );
}

function Found({
  list,
  projects,
  selection,
  isByRead,
  showAll,
}: {
  isByRead: boolean;
  selection?: Selection;
  list: ReturnType<typeof useList<ConnectionView>>;
  projects: Choices['projects'];
  showAll: () => void;
}) {
  if (list.isLoading) return <TableSkeleton rows={8} />;
  if (list.problem && list.items.length === 0) {
    return <ErrorState problem={list.problem} onRetry={list.reload} />;
  }
  if (list.items.length === 0) return <NoResults words={words.nothing} onShowAll={showAll} />;
  return (
    <div className={list.isStale ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
      <ConnectionTable
        connections={list.items}
        projects={projects}
        selection={selection}
        isByRead={isByRead}
      />
      <ListEnd list={list} />
    </div>
  );
}
