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
import type { Problem } from '@/lib/kernel/problem';
import type { ItemField, ItemList, Vault } from './binding';
import { type FoundItem, indexItems } from './search';

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

/** The vaults of several secret managers, each read on its own: one that fails holds up no other. */
export function useVaults(managerIds: readonly string[]): Map<string, Listing<readonly Vault[]>> {
  const results = useQueries({
    queries: managerIds.map((id) => ({
      ...keeping,
      queryKey: ['browse', id, 'vaults'],
      queryFn: ({ signal, client }: QueryFunctionContext) =>
        apiGet<{ items: Vault[] }>(`${base(id)}/vaults`, ageQuery(client, id), signal).then(
          ({ items }) => items,
        ),
    })),
  });
  return new Map(managerIds.map((id, at) => [id, listingOf(results[at])]));
}

/** The items of some vaults of one secret manager, indexed for searching. Vaults that have come are there at once. */
export function useItems(managerId: string, vaults: readonly Vault[]): Listing<readonly FoundItem[]> {
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

interface ItemPlace {
  managerId: string;
  vaultId: string;
  itemId: string;
}

export interface FieldsListing {
  itemTitle: string;
  items: readonly ItemField[];
}

/** Under which the fields of an item are kept once they were listed. */
export function fieldsKey({ managerId, vaultId, itemId }: ItemPlace): readonly string[] {
  return ['browse', managerId, 'fields', vaultId, itemId];
}

/** The fields of one item. */
export function useFields(place: ItemPlace | undefined): Listing<FieldsListing> {
  const { managerId, vaultId, itemId } = place ?? { managerId: '', vaultId: '', itemId: '' };
  const result = useQuery({
    ...keeping,
    enabled: place !== undefined,
    queryKey: fieldsKey({ managerId, vaultId, itemId }),
    queryFn: ({ signal, client }) =>
      apiGet<FieldsListing>(
        `${base(managerId)}/vaults/${vaultId}/items/${itemId}/fields`,
        ageQuery(client, managerId),
        signal,
      ),
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
