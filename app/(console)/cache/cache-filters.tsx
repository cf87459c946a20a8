'use client';

import { SlidersHorizontal } from 'lucide-react';
import { ManagerFilter } from '@/components/manager-select';
import { titleOfCode } from '@/components/query/api-get';
import { ListSearch } from '@/components/query/list-search';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Popover } from '@/components/ui/popover';
import { Select } from '@/components/ui/select';
import { toneIcons } from '@/components/ui/tone';
import { countText } from '@/components/words/numbers';
import { type EntrySort, entrySorts } from '@/lib/cache/entry-sorts';
import { entryFilterStates } from '@/lib/cache/entry-states';
import type { CacheSummary, EntryFilter } from '@/lib/cache/schema';
import { errorTable } from '@/lib/kernel/error-codes';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { filterLooks } from './entry-state';
import { ages, type CacheOrder, type WriteAddress } from './filter';
import { cacheWords as words } from './words';

const anything = 'any';
const codes = Object.keys(errorTable).filter((code) => /^(secret|reference|provider)_/.test(code));

export interface CacheFiltersProps {
  filter: EntryFilter;
  order: CacheOrder;
  address: { age?: string };
  write: WriteAddress;
  summary: CacheSummary;
  managers: readonly ManagerView[];
  projects: readonly ProjectView[];
}

/** Search, states with their counts, and more to narrow by; what is chosen stands in the address. */
export function CacheFilters(props: CacheFiltersProps) {
  const { filter, write, summary } = props;
  const { filtered, atLeast } = summary;
  return (
    <div className="mb-2 grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ListSearch
          label={words.search}
          settled={filter.search ?? ''}
          onSettle={(search) => write({ search })}
          className="max-sm:max-w-none"
        />
        <MoreFilters {...props} />
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">{words.filters}</legend>
          <Chip isSelected={!filter.state} onClick={() => write({ state: '' })}>
            {words.anyState} <Count of={filtered.all} isMore={atLeast.filtered.includes('all')} />
          </Chip>
          {entryFilterStates.map((state) => {
            const { tone, icon } = filterLooks[state];
            const Icon = icon ?? toneIcons[tone];
            return (
              <Chip
                key={state}
                icon={<Icon aria-hidden />}
                isSelected={filter.state === state}
                onClick={() => write({ state: filter.state === state ? '' : state })}
              >
                {words.filterStates[state]}{' '}
                <Count of={filtered[state]} isMore={atLeast.filtered.includes(state)} />
              </Chip>
            );
          })}
        </fieldset>
      </div>
      <Chosen {...props} />
    </div>
  );
}

function Count({ of, isMore }: { of: number; isMore: boolean }) {
  return <span className="tabular text-ink-3">{countText(of, isMore)}</span>;
}

function MoreFilters({ filter, order, address, write, managers, projects }: CacheFiltersProps) {
  return (
    <Popover
      label={words.filter.label}
      trigger={<Button icon={<SlidersHorizontal />}>{words.filter.button}</Button>}
    >
      <div className="grid gap-3">
        {managers.length > 1 && (
          <Field label={words.managers}>
            <ManagerFilter
              managers={managers}
              value={filter.secretManagerId}
              onValueChange={(manager) => write({ manager })}
              anyLabel={words.anyManager}
            />
          </Field>
        )}
        {projects.length > 0 && (
          <Field label={words.filter.project}>
            <Select
              value={filter.projectId ?? anything}
              onValueChange={(project) => write({ project: project === anything ? '' : project })}
              options={[
                { value: anything, label: words.filter.any },
                ...projects.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
        )}
        <Field label={words.filter.connection} help={words.filter.connectionHelp}>
          <Input
            isMono
            defaultValue={filter.connection ?? ''}
            onBlur={({ currentTarget }) => write({ connection: currentTarget.value.trim() })}
            onKeyDown={({ key, currentTarget }) => {
              if (key === 'Enter') write({ connection: currentTarget.value.trim() });
            }}
          />
        </Field>
        <Field label={words.filter.code}>
          <Select
            value={filter.code ?? anything}
            onValueChange={(code) => write({ code: code === anything ? '' : code })}
            options={[
              { value: anything, label: words.filter.any },
              ...codes.map((code) => ({ value: code, label: titleOfCode(code) })),
            ]}
          />
        </Field>
        <Field label={words.filter.sort} className="md:hidden">
          <Select
            value={order.sort ?? 'age'}
            onValueChange={(sort) => write({ sort: sort === 'age' ? '' : sort, order: '' })}
            options={entrySorts.map((sort) => ({ value: sort, label: sortLabel(sort) }))}
          />
        </Field>
        <Field label={words.filter.age}>
          <Select
            value={address.age ?? anything}
            onValueChange={(age) => write({ age: age === anything ? '' : age })}
            options={[
              { value: anything, label: words.filter.any },
              ...ages.map((age) => ({ value: age, label: words.filter.ages[age] })),
            ]}
          />
        </Field>
      </div>
    </Popover>
  );
}

/** What is chosen beyond state and search, each with its way out. */
function Chosen({ filter, address, write, managers, projects }: CacheFiltersProps) {
  const age = ages.find((known) => known === address.age);
  const chosen = [
    { name: 'manager', text: nameIn(managers, filter.secretManagerId) },
    { name: 'project', text: nameIn(projects, filter.projectId) },
    { name: 'connection', text: filter.connection },
    { name: 'code', text: filter.code && titleOfCode(filter.code) },
    { name: 'age', text: age && words.filter.ages[age] },
  ].flatMap(({ name, text }) => (text ? [{ name, text }] : []));
  if (chosen.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {chosen.map(({ name, text }) => (
        <li key={name}>
          <Chip isSelected removeLabel={words.filter.remove(text)} onRemove={() => write({ [name]: '' })}>
            {text}
          </Chip>
        </li>
      ))}
    </ul>
  );
}

function nameIn(things: readonly { id: string; name: string }[], id: string | undefined): string | undefined {
  return id && (things.find((thing) => thing.id === id)?.name ?? id);
}

/** As its column is called, unless a sort says more. */
function sortLabel(sort: EntrySort): string {
  const own: Partial<Record<EntrySort, string>> = words.filter.sorts;
  return own[sort] ?? words.columns[sort];
}
