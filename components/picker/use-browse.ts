'use client';

import {
  type QueryClient,
  type QueryFunctionContext,
  useIsFetching,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiGet, problemIn } from '@/components/query/api-get';
import type { Level } from '@/lib/kernel/locator';
import type { Problem } from '@/lib/kernel/problem';
import { levelsOf } from '@/lib/providers/references';
import type { ItemList, Member, Top } from './binding';
import { type FoundItem, indexItems } from './search';
import { type ListedVariable, membersOfVariables } from './variables';

// Titles change seldom and each listing costs requests of the account's quota: they are kept while somebody works.
const keeping = {
  staleTime: 10 * 60_000,
  gcTime: 30 * 60_000,
  retry: false,
  refetchOnWindowFocus: false,
} as const;

export interface Listing<T> {
  data: T | undefined;
  problem: Problem | undefined;
  isLoading: boolean;
  retry: () => void;
}

/** A tree of a secret manager: which one, and what its outermost level is. */
export interface TreeOf {
  managerId: string;
  scheme: string;
  level: Level;
}

export interface TopsListing extends TreeOf {
  listing: Listing<readonly Top[]>;
}

const topRoutes: Partial<Record<Level, string>> = { vault: 'vaults', environment: 'environments' };

/** As the API lists it: what is no vault is not counted. */
type ListedTop = Omit<Top, 'itemCount'> & Partial<Pick<Top, 'itemCount'>>;

/** The containers of several trees, each read on its own: one that fails holds up no other. */
export function useTops(trees: readonly TreeOf[]): TopsListing[] {
  const results = useQueries({
    queries: trees.map(({ managerId, level }) => ({
      ...keeping,
      queryKey: ['browse', managerId, topRoutes[level]],
      queryFn: ({ signal, client }: QueryFunctionContext) =>
        apiGet<{ items: ListedTop[] }>(
          `${base(managerId)}/${topRoutes[level]}`,
          ageQuery(client, managerId),
          signal,
        ).then(({ items }) => items.map((top): Top => ({ itemCount: null, ...top }))),
    })),
  });
  return trees.map((tree, at) => ({ ...tree, listing: listingOf(results[at]) }));
}

/** The items of some vaults of one secret manager, indexed for searching. Vaults that have come are there at once. */
export function useItems(managerId: string, vaults: readonly Top[]): Listing<readonly FoundItem[]> {
  const results = useQueries({
    queries: vaults.map((vault) => ({
      ...keeping,
      queryKey: ['browse', managerId, 'items', vault.id],
      queryFn: ({ signal, client }: QueryFunctionContext) =>
        apiGet<ItemList>(`${base(managerId)}/vaults/${vault.id}/items`, ageQuery(client, managerId), signal),
    })),
  });
  const stamp = results.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp stands for the results, which are new objects each time
  const items = useMemo(() => {
    const listings = vaults.flatMap(({ id, title }, at) => {
      const listed = results[at]?.data;
      return listed ? [{ vaultId: id, vaultTitle: title, items: listed.items }] : [];
    });
    return indexItems(listings);
  }, [stamp, managerId, vaults]);
  const failed = results.find(({ error }) => error);
  const partial = results.find(({ data }) => data?.problem)?.data?.problem;
  const isSettled = results.every(({ isPending }) => !isPending);
  return {
    data: items.length > 0 || isSettled ? items : undefined,
    problem: failed ? problemIn(failed.error) : partial,
    isLoading: !isSettled,
    retry: () => {
      for (const result of results) if (result.error || result.data?.problem) void result.refetch();
    },
  };
}

/** What holds members: an item of a vault, an environment. */
export interface MembersPlace {
  managerId: string;
  scheme: string;
  /** Ids, from the outermost on. */
  path: readonly string[];
}

export interface MembersListing {
  /** Of what holds them. Empty: the listing does not tell. */
  title: string;
  items: readonly Member[];
}

type ReadMembers = (place: MembersPlace, get: <T>(path: string) => Promise<T>) => Promise<MembersListing>;

const membersOf: Partial<Record<Level, ReadMembers>> = {
  field: async ({ path: [vaultId, itemId] }, get) => {
    const listed = await get<{ itemTitle: string; items: Member[] }>(
      `vaults/${vaultId}/items/${itemId}/fields`,
    );
    return { title: listed.itemTitle, items: listed.items };
  },
  variable: async ({ path: [environmentId = ''] }, get) => {
    const listed = await get<{ items: ListedVariable[] }>(`environments/${environmentId}/variables`);
    return { title: '', items: membersOfVariables(listed.items) };
  },
};

/** The members of what is open: what can be bound. Undefined: nothing of the kind is open. */
export function useMembers(place: MembersPlace | undefined): Listing<MembersListing> {
  const { managerId, scheme, path } = place ?? { managerId: '', scheme: '', path: [] };
  const level = levelsOf(scheme).at(-1);
  const result = useQuery({
    ...keeping,
    enabled: place !== undefined,
    queryKey: ['browse', managerId, level, ...path],
    queryFn: ({ signal, client }) => {
      const get = <T>(of: string) =>
        apiGet<T>(`${base(managerId)}/${of}`, ageQuery(client, managerId), signal);
      return place && level && membersOf[level] ? membersOf[level](place, get) : { title: '', items: [] };
    },
  });
  return listingOf(result);
}

/** Asks the secret manager itself, past what Latchkey remembers, for all that is shown of one secret manager. */
export function useAskAgain(managerId: string): { isAsking: boolean; ask: () => Promise<void> } {
  const client = useQueryClient();
  const isAsking = useIsFetching({ queryKey: ['browse', managerId] }) > 0;
  const ask = async () => {
    const flag = ['browse-anew', managerId];
    client.setQueryData(flag, true);
    await client.invalidateQueries({ queryKey: ['browse', managerId] });
    client.removeQueries({ queryKey: flag });
  };
  return { isAsking, ask };
}

/** Whether what is fetched now was asked for past what Latchkey remembers. */
function ageQuery(client: QueryClient, managerId: string): { fresh?: 'true' } {
  return client.getQueryData(['browse-anew', managerId]) === true ? { fresh: 'true' } : {};
}

interface Result<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  isFetching: boolean;
  refetch: () => unknown;
}

function listingOf<T>(result: Result<T> | undefined): Listing<T> {
  if (!result) return { data: undefined, problem: undefined, isLoading: false, retry: () => {} };
  const isFailed = Boolean(result.error) && !result.isFetching;
  return {
    data: result.data,
    problem: isFailed ? problemIn(result.error) : undefined,
    isLoading: result.data === undefined && !isFailed,
    retry: () => void result.refetch(),
  };
}

function base(managerId: string): string {
  return `/api/v1/secret-managers/${managerId}`;
}
