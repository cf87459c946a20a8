'use client';

import { ScrollText, SearchX } from 'lucide-react';
import { besideMs } from '@/components/query/periods';
import { useAddress } from '@/components/query/use-address';
import { useList } from '@/components/query/use-list';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { ListEnd } from '@/components/ui/load-more';
import { TableSkeleton } from '@/components/ui/skeleton';
import type { AuditEventView } from '@/lib/audit/schema';
import type { Page } from '@/lib/kernel/page';
import { EventFilters } from './event-filters';
import { EventTable } from './event-table';
import { addressNames, type EventFilter, eventFilterOf } from './filter';
import { words } from './words';

export interface EventListProps {
  first: Page<AuditEventView>;
  filterAtFirst: EventFilter;
}

/** The events with their filters. What they are narrowed to stands in the address. */
export function EventList({ first, filterAtFirst }: EventListProps) {
  const [address, write] = useAddress(addressNames);
  const filter = eventFilterOf(address);
  const isAtFirst = JSON.stringify(filter) === JSON.stringify(filterAtFirst);
  const list = useList<AuditEventView>({
    path: '/api/v1/audit',
    query: { ...filter },
    first: isAtFirst ? first : undefined,
    refetchMs: besideMs,
  });
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <div className="grid gap-3">
      <EventFilters address={address} write={write} filter={filter} events={list.items} />
      <div
        className={cn('grid gap-1 transition-opacity', list.isStale && 'opacity-60')}
        aria-busy={list.isStale}
      >
        {list.isLoading ? (
          <TableSkeleton rows={10} />
        ) : list.problem && list.items.length === 0 ? (
          <ErrorState problem={list.problem} onRetry={list.reload} />
        ) : list.items.length === 0 ? (
          <EmptyState
            icon={isFiltered ? SearchX : ScrollText}
            title={isFiltered ? words.nothingFound.title : words.empty.title}
          >
            {isFiltered ? words.nothingFound.text : words.empty.text}
          </EmptyState>
        ) : (
          <EventTable
            events={list.items}
            onSubject={(subjectId) => write({ subjectId })}
            onActor={(actorId) => write({ actorId })}
          />
        )}
        <ListEnd list={list} />
      </div>
    </div>
  );
}
