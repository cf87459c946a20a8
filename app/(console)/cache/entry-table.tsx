'use client';

import { RotateCw } from 'lucide-react';
import { useRef } from 'react';
import { isByIds, referenceText } from '@/components/reference-text';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { entrySorts } from '@/lib/cache/entry-sorts';
import type { EntryView } from '@/lib/cache/schema';
import { entryColumns, hiddenBelow } from './entry-columns';
import type { CacheOrder, WriteAddress } from './filter';
import type { Selection } from './selection';
import { SortHead } from './sort-head';
import type { Refresh } from './use-refresh';
import { cacheWords as words } from './words';

export interface EntryTableProps {
  entries: readonly EntryView[];
  /** Undefined for those who may not refresh. */
  refresh: Refresh | undefined;
  /** Undefined for those who may do nothing to many at once. */
  selection: Selection | undefined;
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
        {entryColumns.map(({ name, align = 'left', from }) => {
          const sort = entrySorts.find((known) => known === name);
          const className = from ? hiddenBelow[from] : '';
          return sort ? (
            <SortHead key={name} sort={sort} align={align} className={className} {...head}>
              {words.columns[name]}
            </SortHead>
          ) : (
            <Th key={name} align={align} className={className}>
              {words.columns[name]}
            </Th>
          );
        })}
        <Th isHidden>{words.columns.actions}</Th>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            refresh={refresh}
            isChosen={selection?.ids.has(entry.id) ?? false}
            onChoose={selection && ((isOn, reach) => selection.toggle(entry.id, isOn, reach))}
            onOpen={() => onOpen(entry.subject)}
          />
        ))}
      </TableBody>
    </Table>
  );
}

interface EntryRowProps {
  entry: EntryView;
  refresh: Refresh | undefined;
  isChosen: boolean;
  onChoose: ((isOn: boolean, reach: 'one' | 'range') => void) | undefined;
  onOpen: () => void;
}

function EntryRow({ entry, refresh, isChosen, onChoose, onOpen }: EntryRowProps) {
  const text = referenceText(entry.shownReference);
  const isRange = useRef(false);
  return (
    <Tr aria-selected={isChosen}>
      <Td narrow="title" className="md:w-full md:min-w-70 md:max-w-0">
        <span className="flex min-w-0 items-center gap-2">
          {onChoose && (
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
          )}
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
      {entryColumns.map(({ name, align = 'left', from, narrow = 'wide', className, cell }) => (
        <Td key={name} narrow={narrow} align={align} className={cn(className, from && hiddenBelow[from])}>
          {cell(entry)}
        </Td>
      ))}
      <Td narrow="wide" align="right" className="w-10 md:px-1.5">
        {refresh && (
          <span className="relative z-10">
            <IconButton
              size="sm"
              label={words.refresh.label(text)}
              icon={<RotateCw />}
              isBusy={refresh.isBusy(entry.id)}
              onClick={() => refresh.run(entry.id)}
            />
          </span>
        )}
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
