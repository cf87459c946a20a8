'use client';

import { ProviderMark } from '@/components/provider-mark';
import { Chip } from '@/components/ui/chip';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { toneIcons } from '@/components/ui/tone';
import { entryStates } from '@/lib/cache/schema';
import type { ManagerView } from '@/lib/managers/schema';
import { stateLooks } from './entry-state';
import type { CacheFilter } from './filter';
import { cacheWords as words } from './words';

const anything = 'any';
const fewManagers = 3;

export interface CacheFiltersProps {
  filter: CacheFilter;
  write: (change: { search?: string; state?: string; manager?: string }) => void;
  typed: string;
  setTyped: (text: string) => void;
  managers: readonly ManagerView[];
}

/** Search, states and secret managers; what is chosen stands in the address. */
export function CacheFilters({ filter, write, typed, setTyped, managers }: CacheFiltersProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchInput
        label={words.search}
        value={typed}
        onValueChange={setTyped}
        className="max-sm:max-w-none"
      />
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{words.filters}</legend>
        <Chip isSelected={!filter.state} onClick={() => write({ state: '' })}>
          {words.anyState}
        </Chip>
        {entryStates.map((state) => {
          const { tone, icon } = stateLooks[state];
          const Icon = icon ?? toneIcons[tone];
          return (
            <Chip
              key={state}
              icon={<Icon aria-hidden />}
              isSelected={filter.state === state}
              onClick={() => write({ state: filter.state === state ? '' : state })}
            >
              {words.states[state]}
            </Chip>
          );
        })}
      </fieldset>
      <ManagerFilter filter={filter} write={write} managers={managers} />
    </div>
  );
}

function ManagerFilter({
  filter,
  write,
  managers,
}: Pick<CacheFiltersProps, 'filter' | 'write' | 'managers'>) {
  const chosen = filter.secretManagerId;
  if (managers.length < 2) return null;
  if (managers.length <= fewManagers) {
    return (
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{words.managers}</legend>
        {managers.map(({ id, name, provider }) => (
          <Chip
            key={id}
            icon={<ProviderMark provider={provider} />}
            isSelected={chosen === id}
            onClick={() => write({ manager: chosen === id ? '' : id })}
          >
            {name}
          </Chip>
        ))}
      </fieldset>
    );
  }
  return (
    <Select
      aria-label={words.managers}
      value={chosen ?? anything}
      onValueChange={(manager) => write({ manager: manager === anything ? '' : manager })}
      options={[
        { value: anything, label: words.anyManager },
        ...managers.map(({ id, name, provider }) => ({
          value: id,
          label: name,
          icon: <ProviderMark provider={provider} />,
        })),
      ]}
      className="w-auto min-w-40 max-w-64 max-sm:flex-1"
    />
  );
}
