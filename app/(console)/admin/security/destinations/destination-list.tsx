'use client';

import { LockKeyhole, LockOpen, SearchX, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { callerText } from '@/components/caller-text';
import { ListSearch } from '@/components/query/list-search';
import { useList } from '@/components/query/use-list';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { ListEnd } from '@/components/ui/load-more';
import { RelativeTime } from '@/components/ui/relative-time';
import { TableSkeleton } from '@/components/ui/skeleton';
import { Status } from '@/components/ui/status';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { DestinationView } from '@/lib/destinations/schema';
import type { Page } from '@/lib/kernel/page';
import type { ProjectView } from '@/lib/projects/schema';
import { placeText } from './place-text';
import { Remove } from './remove';
import { words } from './words';

export interface DestinationListProps {
  first: Page<DestinationView>;
  projects: readonly ProjectView[];
  mayWrite: boolean;
  /** Whether destinations for all projects are the caller's to remove. */
  isForPlatform: boolean;
}

/** The destinations by host and port. */
export function DestinationList({ first, projects, mayWrite, isForPlatform }: DestinationListProps) {
  const [search, setSearch] = useState('');
  const [removed, setRemoved] = useState<DestinationView>();
  const wanted = search.trim();
  const close = () => {
    setRemoved(undefined);
    list.reload();
  };
  const list = useList({
    path: '/api/v1/destinations',
    query: wanted ? { search: wanted } : {},
    first: wanted ? undefined : first,
  });
  if (first.items.length === 0 && list.items.length === 0 && !wanted) {
    return (
      <EmptyState icon={ShieldCheck} title={words.empty.title}>
        <p>{words.empty.text}</p>
        <p className="mt-2">{words.empty.reach}</p>
      </EmptyState>
    );
  }
  const mayRemove = ({ projectId }: DestinationView) => mayWrite && (isForPlatform || projectId !== null);
  return (
    <div className="grid gap-3">
      {first.items.length > 5 && <ListSearch settled={search} onSettle={setSearch} label={words.search} />}
      {list.problem && list.items.length === 0 && <ErrorState problem={list.problem} onRetry={list.reload} />}
      {list.isLoading && <TableSkeleton />}
      {!list.isLoading && !list.problem && list.items.length === 0 && (
        <EmptyState icon={SearchX} title={words.nothingFound(wanted)} />
      )}
      {list.items.length > 0 && (
        <DestinationTable
          destinations={list.items}
          projects={projects}
          mayRemove={mayRemove}
          onRemove={setRemoved}
        />
      )}
      <ListEnd list={list} />
      {removed && <Remove destination={removed} onClose={close} />}
    </div>
  );
}

interface DestinationTableProps {
  destinations: DestinationView[];
  projects: readonly ProjectView[];
  mayRemove: (destination: DestinationView) => boolean;
  onRemove: (destination: DestinationView) => void;
}

function DestinationTable({ destinations, projects, mayRemove, onRemove }: DestinationTableProps) {
  return (
    <Table label={words.title}>
      <TableHead>
        <Th>{words.columns.host}</Th>
        <Th>{words.columns.scope}</Th>
        <Th>{words.columns.encryption}</Th>
        <Th>{words.columns.added}</Th>
        <Th>{words.columns.by}</Th>
        <Th isHidden>{words.columns.actions}</Th>
      </TableHead>
      <TableBody>
        {destinations.map((destination) => (
          <Tr key={destination.id}>
            <Td narrow="title" className="font-mono [overflow-wrap:anywhere] md:min-w-48">
              {placeText(destination)}
            </Td>
            <Td className="md:min-w-28">{projectText(destination, projects)}</Td>
            <Td narrow="aside">
              <Encryption isPlain={destination.allowsPlain} />
            </Td>
            <Td>
              <RelativeTime at={destination.createdAt} />
            </Td>
            <Td narrow="wide" className="max-w-48 truncate">
              {callerText(destination.createdBy)}
            </Td>
            <Td align="right" className="max-md:ml-auto md:py-0">
              {mayRemove(destination) && (
                <Button size="sm" variant="quiet" onClick={() => onRemove(destination)}>
                  {words.remove.action}
                </Button>
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function Encryption({ isPlain }: { isPlain: boolean }) {
  return isPlain ? (
    <Status tone="warn" icon={LockOpen}>
      {words.encryption.plain}
    </Status>
  ) : (
    <Status tone="ok" icon={LockKeyhole}>
      {words.encryption.required}
    </Status>
  );
}

function projectText({ projectId }: DestinationView, projects: readonly ProjectView[]): string {
  if (projectId === null) return words.allProjects;
  return projects.find(({ id }) => id === projectId)?.name ?? words.unknownProject;
}
