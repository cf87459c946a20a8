import { parseDuration } from '@/components/ui/relative';
import { type EntrySort, entrySorts } from '@/lib/cache/entry-sorts';
import { entryFilterStates } from '@/lib/cache/entry-states';
import type { EntryFilter } from '@/lib/cache/schema';

/** What of the list stands in the address. */
export const addressNames = [
  'search',
  'state',
  'manager',
  'project',
  'connection',
  'code',
  'age',
  'sort',
  'order',
  'entry',
] as const;
export type CacheAddress = Partial<Record<(typeof addressNames)[number], string | string[]>>;
/** Changes of it; an empty text takes a name away. */
export type WriteAddress = (change: Partial<Record<(typeof addressNames)[number], string>>) => void;

/** Ages to narrow the list to, as they stand in the address. */
export const ages = ['5min', '1h', '1d', '7d'] as const;

export interface CacheOrder {
  sort?: EntrySort;
  order?: 'asc' | 'desc';
}

/** The filter that an address asks for. What it does not understand is left out. */
export function cacheFilterOf(address: CacheAddress): EntryFilter {
  const text = (name: keyof CacheAddress, longest: number) => {
    const value = address[name];
    return typeof value === 'string' && value ? value.slice(0, longest) : undefined;
  };
  const age = ages.find((known) => known === address.age);
  const filter: EntryFilter = {
    search: text('search', 200),
    state: entryFilterStates.find((known) => known === address.state),
    secretManagerId: text('manager', 64),
    projectId: text('project', 64),
    connection: text('connection', 64),
    code: text('code', 60),
    minAgeMs: age && parseDuration(age),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** The order that an address asks for; without one the list's own. */
export function cacheOrderOf(address: CacheAddress): CacheOrder {
  const sort = entrySorts.find((known) => known === address.sort);
  const { order } = address;
  return {
    ...(sort ? { sort } : {}),
    ...(order === 'asc' || order === 'desc' ? { order } : {}),
  };
}
