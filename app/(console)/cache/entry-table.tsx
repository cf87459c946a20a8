'use client';

import { numberText } from '@/components/words/numbers';
import { RotateCw } from 'lucide-react';
import Link from 'next/link';
import { IconButton } from '@/components/ui/icon-button';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { Tip } from '@/components/ui/tooltip';
import type { EntryView } from '@/lib/cache/schema';
import { ageOf } from './age';
import { EntryStatus } from './entry-state';
import { isByIds, referenceText } from './reference-text';
import type { Refresh } from './use-refresh';
import { cacheWords as words } from './words';

export interface EntryTableProps {
  entries: readonly EntryView[];
  refresh: Refresh;
  onOpen: (id: string) => void;
}

/** Entries, one a row; a row opens the whole of it. */
export function EntryTable({ entries, refresh, onOpen }: EntryTableProps) {
  return (
    <Table label={words.label}>
      <TableHead>
        <Th>{words.columns.reference}</Th>
        <Th>{words.columns.state}</Th>
        <Th>{words.columns.age}</Th>
        <Th className="max-lg:hidden">{words.columns.connections}</Th>
        <Th className="max-xl:hidden">{words.columns.manager}</Th>
        <Th align="right" className="max-xl:hidden">
          {words.columns.hits}
        </Th>
        <Th align="right" className="max-lg:hidden">
          {words.columns.lastRead}
        </Th>
        <Th isHidden>{words.columns.actions}</Th>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} refresh={refresh} onOpen={() => onOpen(entry.id)} />
        ))}
      </TableBody>
    </Table>
  );
}

function EntryRow({ entry, refresh, onOpen }: { entry: EntryView; refresh: Refresh; onOpen: () => void }) {
  const text = referenceText(entry.shownReference);
  return (
    <Tr>
      <Td narrow="title" className="md:w-full md:max-w-0">
        <span className="flex min-w-0 items-baseline gap-2">
          <button
            type="button"
            onClick={onOpen}
            aria-label={words.open(text)}
            className="min-w-0 truncate text-left font-medium text-ink outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
          >
            {text}
          </button>
          {!isByIds(entry.reference) && (
            <span className="shrink-0 text-ink-3 text-xs max-lg:hidden">{words.byNames}</span>
          )}
        </span>
      </Td>
      <Td narrow="aside" className="whitespace-nowrap">
        <EntryStatus entry={entry} />
      </Td>
      <Td>
        <AgeBar entry={entry} />
      </Td>
      <Td narrow="wide" className="max-w-44 whitespace-nowrap max-lg:hidden">
        <Users entry={entry} />
      </Td>
      <Td narrow="wide" className="max-w-40 truncate whitespace-nowrap max-xl:hidden">
        {entry.secretManagerName}
      </Td>
      <Td narrow="wide" align="right" className="max-xl:hidden">
        {numberText(entry.hits)}
      </Td>
      <Td narrow="wide" align="right" className="whitespace-nowrap max-lg:hidden">
        <LastRead entry={entry} />
      </Td>
      <Td narrow="wide" align="right" className="w-10 md:px-1.5">
        <span className="relative z-10">
          <IconButton
            size="sm"
            label={words.refresh.label(text)}
            icon={<RotateCw />}
            isBusy={refresh.isBusy(entry.id)}
            onClick={() => refresh.run(entry.id)}
          />
        </span>
      </Td>
    </Tr>
  );
}

/** Age in words over a thin bar. */
export function AgeBar({ entry }: { entry: EntryView }) {
  const { text, next, ratio, tone } = ageOf(entry);
  return (
    <span className="block whitespace-nowrap md:min-w-40">
      <span className="block text-xs">
        {text}
        <span className="text-ink-3"> · {next}</span>
      </span>
      <Progress label={words.age.bar} ratio={ratio} tone={tone} className="mt-1 h-0.5 max-md:hidden" />
    </span>
  );
}

function Users({ entry: { connections } }: { entry: EntryView }) {
  const [first, ...others] = connections;
  if (!first) return <span className="text-ink-3">{words.noConnection}</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <Link
        href={`/connections/${first.key}`}
        className="relative z-10 min-w-0 truncate rounded-xs text-ink hover:underline"
      >
        {first.name}
      </Link>
      {others.length > 0 && (
        <Tip text={others.map(({ name }) => name).join(', ')}>
          <span className="relative z-10 shrink-0 text-ink-3 text-xs">
            {words.moreConnections(others.length)}
          </span>
        </Tip>
      )}
    </span>
  );
}

function LastRead({ entry: { lastReadAt, lastReadBy } }: { entry: EntryView }) {
  if (!lastReadAt) return <span className="text-ink-3">{words.neverRead}</span>;
  return (
    <span className="flex items-baseline justify-end gap-2">
      {lastReadBy && (
        <span className="max-w-36 truncate text-ink-3 text-xs max-2xl:hidden">{lastReadBy}</span>
      )}
      <span className="relative z-10">
        <RelativeTime at={lastReadAt} />
      </span>
    </span>
  );
}
