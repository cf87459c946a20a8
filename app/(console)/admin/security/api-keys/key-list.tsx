'use client';

import { Ban, CircleCheck, Clock, KeyRound, SearchX } from 'lucide-react';
import { useState } from 'react';
import { ListSearch } from '@/components/query/list-search';
import { useList } from '@/components/query/use-list';
import { scopeText } from '@/components/scope-text';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { LoadMore } from '@/components/ui/load-more';
import { RelativeTime, useNow } from '@/components/ui/relative-time';
import { TableSkeleton } from '@/components/ui/skeleton';
import { Status } from '@/components/ui/status';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { shellWords } from '@/components/words/shell';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import type { Page } from '@/lib/kernel/page';
import type { ProjectView } from '@/lib/projects/schema';
import { Revoke } from './revoke';
import { words } from './words';

export interface KeyListProps {
  first: Page<ApiKeyView>;
  projects: readonly ProjectView[];
}

/** The keys, the newest first, with what became of each. */
export function KeyList({ first, projects }: KeyListProps) {
  const [search, setSearch] = useState('');
  const [revoked, setRevoked] = useState<ApiKeyView>();
  const wanted = search.trim();
  const close = () => {
    setRevoked(undefined);
    list.reload();
  };
  const list = useList({
    path: '/api/v1/api-keys',
    query: wanted ? { search: wanted } : {},
    first: wanted ? undefined : first,
  });
  if (first.items.length === 0 && list.items.length === 0 && !wanted) {
    return (
      <EmptyState icon={KeyRound} title={words.empty.title}>
        {words.empty.text}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-3">
      {first.items.length > 5 && <ListSearch settled={search} onSettle={setSearch} label={words.search} />}
      {list.problem && list.items.length === 0 && <ErrorState problem={list.problem} onRetry={list.reload} />}
      {list.isLoading && <TableSkeleton />}
      {!list.isLoading && !list.problem && list.items.length === 0 && (
        <EmptyState icon={SearchX} title={words.nothingFound(wanted)} />
      )}
      {list.items.length > 0 && <KeyTable keys={list.items} projects={projects} onRevoke={setRevoked} />}
      <LoadMore
        shown={list.items.length}
        hasMore={list.hasMore}
        isBusy={list.isLoadingMore}
        onLoadMore={list.loadMore}
      />
      {revoked && <Revoke apiKey={revoked} onClose={close} />}
    </div>
  );
}

interface KeyTableProps {
  keys: ApiKeyView[];
  projects: readonly ProjectView[];
  onRevoke: (key: ApiKeyView) => void;
}

function KeyTable({ keys, projects, onRevoke }: KeyTableProps) {
  return (
    <Table label={words.title}>
      <TableHead>
        <Th>{words.columns.name}</Th>
        <Th>{words.columns.key}</Th>
        <Th>{words.columns.role}</Th>
        <Th>{words.columns.scope}</Th>
        <Th>{words.columns.state}</Th>
        <Th>{words.columns.used}</Th>
        <Th>{words.columns.expires}</Th>
        <Th>{words.columns.made}</Th>
        <Th isHidden>{words.columns.actions}</Th>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <Tr key={key.id}>
            <Td narrow="title" className="font-medium [overflow-wrap:anywhere] md:min-w-40">
              {key.name}
            </Td>
            <Td className="whitespace-nowrap font-mono">{key.prefix}…</Td>
            <Td narrow="wide">{shellWords.roles[key.role]}</Td>
            <Td narrow="wide" className="md:min-w-28">
              {scopeText(key, projects)}
            </Td>
            <Td narrow="aside">
              <KeyState apiKey={key} />
            </Td>
            <Td>
              <RelativeTime at={key.lastUsedAt} never={words.neverUsed} />
            </Td>
            <Td narrow="wide">
              <RelativeTime at={key.expiresAt} never={words.noExpiry} />
            </Td>
            <Td narrow="wide" className="max-w-48 truncate">
              {key.createdBy}
            </Td>
            <Td align="right" className="max-md:ml-auto md:py-0">
              {key.revokedAt === null && (
                <Button size="sm" variant="quiet" onClick={() => onRevoke(key)}>
                  {words.revoke.action}
                </Button>
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function KeyState({ apiKey }: { apiKey: ApiKeyView }) {
  const nowMs = useNow();
  if (apiKey.revokedAt !== null) {
    return (
      <Status tone="idle" icon={Ban}>
        {words.states.revoked}
      </Status>
    );
  }
  if (apiKey.expiresAt !== null && Date.parse(apiKey.expiresAt) <= nowMs) {
    return (
      <Status tone="warn" icon={Clock}>
        {words.states.expired}
      </Status>
    );
  }
  return (
    <Status tone="ok" icon={CircleCheck}>
      {words.states.active}
    </Status>
  );
}
