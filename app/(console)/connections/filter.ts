import { type AppId, appIds } from '@/lib/kernel/apps';

/** What the list is narrowed to, as it stands in the address. */
export interface ListSearch {
  search?: string | string[];
  app?: string | string[];
  manager?: string | string[];
}

export interface Filter {
  search?: string;
  app?: AppId;
  secretManagerId?: string;
}

/** The filter that an address asks for. What it does not understand is left out. */
export function filterOf({ search, app, manager }: ListSearch): Filter {
  const known = appIds.find((id) => id === app);
  return {
    ...(typeof search === 'string' && search ? { search: search.slice(0, 200) } : {}),
    ...(known ? { app: known } : {}),
    ...(typeof manager === 'string' && manager ? { secretManagerId: manager.slice(0, 64) } : {}),
  };
}
