import { listSorts, listStates } from '@/lib/connections/names';
import { type AppId, appIds } from '@/lib/kernel/apps';

type Given = string | string[];

/** What the list is narrowed to and sorted by, as it stands in the address. */
export interface ListSearch {
  search?: Given;
  app?: Given;
  manager?: Given;
  state?: Given;
  tag?: Given;
  sort?: Given;
}

export interface Filter {
  search?: string;
  app?: AppId;
  secretManagerId?: string;
  state?: (typeof listStates)[number];
  tag?: string;
  /** By name unless told. */
  sort?: (typeof listSorts)[number];
}

/** The filter that an address asks for. What it does not understand is left out. */
export function filterOf({ search, app, manager, state, tag, sort }: ListSearch): Filter {
  const known = appIds.find((id) => id === app);
  const wanted = listStates.find((each) => each === state);
  const order = listSorts.find((each) => each === sort && each !== 'name');
  return {
    ...(typeof search === 'string' && search ? { search: search.slice(0, 200) } : {}),
    ...(known ? { app: known } : {}),
    ...(typeof manager === 'string' && manager ? { secretManagerId: manager.slice(0, 64) } : {}),
    ...(wanted ? { state: wanted } : {}),
    ...(typeof tag === 'string' && tag ? { tag: tag.slice(0, 64) } : {}),
    ...(order ? { sort: order } : {}),
  };
}

/** Whether anything is left out of the list. */
export function isNarrowed({ sort: _sort, ...filter }: Filter): boolean {
  return Object.keys(filter).length > 0;
}

/** How many filters are on, and an order of one's own; the search shows itself. */
export function countOf({ search: _search, ...filter }: Filter): number {
  return Object.keys(filter).length;
}
