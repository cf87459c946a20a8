'use client';

import { Filter, ScrollText, SearchX } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { useList } from '@/components/query/use-list';
import { Chip } from '@/components/ui/chip';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { Select } from '@/components/ui/select';
import type { AuditEventView } from '@/lib/audit/schema';
import { type AuditVerb, auditVerbs } from '@/lib/audit/vocabulary';
import type { Page } from '@/lib/kernel/page';
import { EventTable } from './event-table';
import { words } from './words';

export interface EventFilter {
  verb: AuditVerb | undefined;
  subjectId: string | undefined;
}

const everything = 'all';

/** The events with their filters. */
export function EventList({ first, filter }: { first: Page<AuditEventView>; filter: EventFilter }) {
  const router = useRouter();
  const [isChanging, startTransition] = useTransition();
  const list = useList({ path: '/api/v1/audit', query: { ...filter }, first, refetchMs: 30_000 });
  const show = (next: EventFilter) =>
    startTransition(() => router.replace(addressOf(next), { scroll: false }));
  const isFiltered = filter.verb !== undefined || filter.subjectId !== undefined;
  const subject = list.items.find(({ subject: { id } }) => id === filter.subjectId)?.subject.label;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={words.verbLabel}
          className="w-64"
          value={filter.verb ?? everything}
          onValueChange={(verb) => show({ ...filter, verb: verb === everything ? undefined : verb })}
          options={[
            { value: everything, label: words.allVerbs },
            ...auditVerbs.map((verb) => ({ value: verb, label: words.verbs[verb] })),
          ]}
        />
        {filter.subjectId && (
          <Chip
            icon={<Filter />}
            isSelected
            removeLabel={words.clearSubject}
            onRemove={() => show({ ...filter, subjectId: undefined })}
          >
            {subject ?? words.subjectChip}
          </Chip>
        )}
      </div>
      <div className={cn('grid gap-1 transition-opacity', isChanging && 'opacity-60')} aria-busy={isChanging}>
        {list.items.length === 0 ? (
          <EmptyState
            icon={isFiltered ? SearchX : ScrollText}
            title={isFiltered ? words.nothingFound.title : words.empty.title}
          >
            {isFiltered ? words.nothingFound.text : words.empty.text}
          </EmptyState>
        ) : (
          <EventTable events={list.items} onSubject={(subjectId) => show({ ...filter, subjectId })} />
        )}
        <LoadMore
          shown={list.items.length}
          hasMore={list.hasMore}
          isBusy={list.isLoadingMore}
          onLoadMore={list.loadMore}
        />
      </div>
    </div>
  );
}

function addressOf({ verb, subjectId }: EventFilter): string {
  const search = new URLSearchParams();
  if (verb) search.set('verb', verb);
  if (subjectId) search.set('subjectId', subjectId);
  return search.size === 0 ? '/admin/security/audit' : `/admin/security/audit?${search}`;
}
