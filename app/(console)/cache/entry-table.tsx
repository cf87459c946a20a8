'use client';

import { RotateCw } from 'lucide-react';
import { useRef } from 'react';
import { isByIds, referenceText } from '@/components/reference-text';
import { Checkbox } from '@/components/ui/checkbox';
import { IconButton } from '@/components/ui/icon-button';
import { IntentLink } from '@/components/ui/intent-link';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { Tip } from '@/components/ui/tooltip';
import { numberText } from '@/components/words/numbers';
import type { EntryView } from '@/lib/cache/schema';
import { ageOf } from './age';
import { EntryStatus, Trouble } from './entry-state';
import type { CacheOrder, WriteAddress } from './filter';
import { NextRefresh } from './next-refresh';
import type { Selection } from './selection';
import { SortHead } from './sort-head';
import type { Refresh } from './use-refresh';
import { cacheWords as words } from './words';

export interface EntryTableProps {
  entries: readonly EntryView[];
  refresh: Refresh;
  selection: Selection;
  order: CacheOrder;
  write: WriteAddress;
  onOpen: (subject: string) => void;
}

/** Entries, one a row; a row opens the whole of it. Columns sort the list on the server. */
export function EntryTable({ entries, refresh, selection, order, write, onOpen }: EntryTableProps) {
  const head = { order, write };
  return (
    <Table label={words.label}>
      <TableHead>
        <SortHead sort="reference" {...head}>
          {words.columns.reference}
        </SortHead>
        <Th>{words.columns.state}</Th>
        <SortHead sort="age" {...head}>
          {words.columns.age}
        </SortHead>
        <Th className="max-2xl:hidden">{words.columns.next}</Th>
        <Th className="max-xl:hidden">{words.columns.connections}</Th>
        <Th className="max-2xl:hidden">{words.columns.manager}</Th>
        <SortHead sort="hits" align="right" className="max-[90rem]:hidden" {...head}>
          {words.columns.hits}
        </SortHead>
        <SortHead sort="last_read" align="right" className="max-lg:hidden" {...head}>
          {words.columns.lastRead}
        </SortHead>
        <SortHead sort="changed" align="right" className="max-2xl:hidden" {...head}>
          {words.columns.changed}
        </SortHead>
        <Th isHidden>{words.columns.actions}</Th>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            refresh={refresh}
            isChosen={selection.ids.has(entry.id)}
            onChoose={(isOn, reach) => selection.toggle(entry.id, isOn, reach)}
            onOpen={() => onOpen(entry.subject)}
          />
        ))}
      </TableBody>
    </Table>
  );
}

interface EntryRowProps {
  entry: EntryView;
  refresh: Refresh;
  isChosen: boolean;
  onChoose: (isOn: boolean, reach: 'one' | 'range') => void;
  onOpen: () => void;
}

function EntryRow({ entry, refresh, isChosen, onChoose, onOpen }: EntryRowProps) {
  const text = referenceText(entry.shownReference);
  const isRange = useRef(false);
  return (
    <Tr aria-selected={isChosen}>
      <Td narrow="title" className="md:w-full md:min-w-70 md:max-w-0">
        <span className="flex min-w-0 items-center gap-2">
          <span
            className="relative z-10"
            onClickCapture={(click) => {
              isRange.current = click.shiftKey;
            }}
          >
            <Checkbox
              label={words.many.choose(text)}
              isLabelHidden
              isChecked={isChosen}
              onCheckedChange={(isOn) => onChoose(isOn, isRange.current ? 'range' : 'one')}
            />
          </span>
          <button
            type="button"
            onClick={onOpen}
            aria-label={words.open(text)}
            className="min-w-0 text-left font-medium text-ink outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
          >
            <ReferenceEnd text={text} />
          </button>
          {!isByIds(entry.reference) && (
            <span className="shrink-0 text-ink-3 text-xs max-2xl:hidden">{words.byNames}</span>
          )}
        </span>
      </Td>
      <Td narrow="aside" className="whitespace-nowrap">
        <EntryStatus entry={entry} look="row" />
      </Td>
      <Td>
        <AgeBar entry={entry} />
        <Trouble entry={entry} className="mt-0.5 md:hidden" />
      </Td>
      <Td narrow="wide" className="whitespace-nowrap max-2xl:hidden">
        <NextRefresh entry={entry} />
      </Td>
      <Td narrow="wide" className="max-w-44 whitespace-nowrap max-xl:hidden">
        <Users entry={entry} />
      </Td>
      <Td narrow="wide" className="max-w-40 truncate whitespace-nowrap max-2xl:hidden">
        {entry.secretManagerName}
      </Td>
      <Td narrow="wide" align="right" className="max-[90rem]:hidden">
        {numberText(entry.hits)}
      </Td>
      <Td narrow="wide" align="right" className="whitespace-nowrap max-lg:hidden">
        <LastRead entry={entry} />
      </Td>
      <Td narrow="wide" align="right" className="whitespace-nowrap max-2xl:hidden">
        <span className="relative z-10">
          <RelativeTime at={entry.changedAt} never={words.neverRead} />
        </span>
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

/** A reference in one line. Where there is no room for all of it, the beginning goes: item and field tell entries apart. */
function ReferenceEnd({ text }: { text: string }) {
  const at = text.lastIndexOf(' / ') + 1;
  return (
    <span className="block truncate text-left [direction:rtl]">
      <bdi dir="ltr">
        {text.slice(0, at)}
        <span data-part="field">{text.slice(at)}</span>
      </bdi>
    </span>
  );
}

/** Age in words over a thin bar. */
export function AgeBar({ entry }: { entry: EntryView }) {
  const { text, next, ratio, tone } = ageOf(entry);
  return (
    <span className="block whitespace-nowrap md:min-w-32">
      <span className="block text-xs">
        {text}
        <span className="text-ink-3 md:sr-only"> · </span>
        <span className="text-ink-3 md:block">{next}</span>
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
      <IntentLink
        href={`/connections/${first.key}`}
        className="relative z-10 min-w-0 truncate rounded-xs text-ink hover:underline"
      >
        {first.name}
      </IntentLink>
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
