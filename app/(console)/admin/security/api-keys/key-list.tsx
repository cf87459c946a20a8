'use client';

import { KeyRound, SearchX } from 'lucide-react';
import { useState } from 'react';
import { ListSearch } from '@/components/query/list-search';
import { useList } from '@/components/query/use-list';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { ListEnd } from '@/components/ui/load-more';
import { TableSkeleton } from '@/components/ui/skeleton';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import type { Page } from '@/lib/kernel/page';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { KeyTable } from './key-table';
import { NewKey } from './new-key';
import { Revoke } from './revoke';
import { Rotate } from './rotate';
import { words } from './words';

export interface KeyListProps {
  first: Page<ApiKeyView>;
  projects: readonly ProjectView[];
  managers: readonly ManagerView[];
  origin: string;
  /** See Revoke. */
  cutOffMs: number | undefined;
  /** What the address asked for. */
  searchAtFirst: string;
}

/** The keys, the newest first: how each stands, what it can read, and what can be done about it. */
export function KeyList({ first, projects, managers, origin, cutOffMs, searchAtFirst }: KeyListProps) {
  const [search, setSearch] = useState(searchAtFirst);
  const [asked, setAsked] = useState<{ about: 'revoke' | 'rotate'; key: ApiKeyView }>();
  const [made, setMade] = useState<{ name: string; apiKey: string }>();
  const wanted = search.trim();
  const list = useList({
    path: '/api/v1/api-keys',
    query: wanted ? { search: wanted } : {},
    first: wanted ? undefined : first,
  });
  const close = () => {
    setAsked(undefined);
    list.reload();
  };
  if (first.items.length === 0 && list.items.length === 0 && !wanted) {
    return (
      <EmptyState icon={KeyRound} title={words.empty.title}>
        {words.empty.text}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-3">
      {(first.items.length > 5 || searchAtFirst !== '') && (
        <ListSearch settled={search} onSettle={setSearch} label={words.search} />
      )}
      {list.problem && list.items.length === 0 && <ErrorState problem={list.problem} onRetry={list.reload} />}
      {list.isLoading && <TableSkeleton />}
      {!list.isLoading && !list.problem && list.items.length === 0 && (
        <EmptyState icon={SearchX} title={words.nothingFound(wanted)} />
      )}
      {list.items.length > 0 && (
        <KeyTable
          keys={list.items}
          projects={projects}
          managers={managers}
          onRotate={(key) => setAsked({ about: 'rotate', key })}
          onRevoke={(key) => setAsked({ about: 'revoke', key })}
        />
      )}
      <ListEnd list={list} />
      {asked?.about === 'revoke' && <Revoke apiKey={asked.key} cutOffMs={cutOffMs} onClose={close} />}
      {asked?.about === 'rotate' && (
        <Rotate
          apiKey={asked.key}
          onClose={close}
          onRotated={(key) => {
            close();
            setMade(key);
          }}
        />
      )}
      {made && <NewKey {...made} origin={origin} onStored={() => setMade(undefined)} />}
    </div>
  );
}
