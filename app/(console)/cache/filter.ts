import { entryStates } from '@/lib/cache/schema';

/** What the list is narrowed to, as it stands in the address. */
export interface CacheSearch {
  search?: string | string[];
  state?: string | string[];
  manager?: string | string[];
}

export type EntryState = (typeof entryStates)[number];

export interface CacheFilter {
  search?: string;
  state?: EntryState;
  secretManagerId?: string;
}

/** The filter that an address asks for. What it does not understand is left out. */
export function cacheFilterOf({ search, state, manager }: CacheSearch): CacheFilter {
  const known = entryStates.find((name) => name === state);
  return {
    ...(typeof search === 'string' && search ? { search: search.slice(0, 200) } : {}),
    ...(known ? { state: known } : {}),
    ...(typeof manager === 'string' && manager ? { secretManagerId: manager.slice(0, 64) } : {}),
  };
}
