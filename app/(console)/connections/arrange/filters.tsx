'use client';

import { Select } from '@/components/ui/select';
import { listSorts, listStates } from '@/lib/connections/names';
import type { Filter } from '../filter';
import { arrangeWords } from './words';

const words = arrangeWords.list;
const anything = 'any';

export interface ArrangeFiltersProps {
  filter: Filter;
  tags: readonly string[];
  write: (change: { state?: string; tag?: string; sort?: string }) => void;
}

/** State, tag and order of the list. */
export function ArrangeFilters({ filter, tags, write }: ArrangeFiltersProps) {
  // The one in the address too, though nothing has it any more.
  const known = filter.tag && !tags.includes(filter.tag) ? [filter.tag, ...tags] : tags;
  return (
    <>
      <Select
        aria-label={words.state}
        value={filter.state ?? anything}
        onValueChange={(state) => write({ state: state === anything ? '' : state })}
        options={[
          { value: anything, label: words.anyState },
          ...listStates.map((state) => ({ value: state, label: words.states[state] })),
        ]}
        className="w-auto min-w-32 max-sm:flex-1"
      />
      {known.length > 0 && (
        <Select
          aria-label={words.tag}
          value={filter.tag ?? anything}
          onValueChange={(tag) => write({ tag: tag === anything ? '' : tag })}
          options={[
            { value: anything, label: words.anyTag },
            ...known.map((tag) => ({ value: tag, label: tag })),
          ]}
          className="w-auto min-w-28 max-w-48 max-sm:flex-1"
        />
      )}
      <Select
        aria-label={words.sort}
        value={filter.sort ?? 'name'}
        onValueChange={(sort) => write({ sort: sort === 'name' ? '' : sort })}
        options={listSorts.map((sort) => ({ value: sort, label: words.sorts[sort] }))}
        className="w-auto min-w-32 max-sm:flex-1 sm:ml-auto"
      />
    </>
  );
}
