'use client';

import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Page } from '@/lib/kernel/page';
import type { Problem } from '@/lib/kernel/problem';
import { apiGet, problemBeside } from './api-get';
import { firstLimit } from './first-limit';

export interface ListOptions<T> {
  /** Such as `/api/v1/connections`. */
  path: string;
  /** Without a `limit`, the first page has `firstLimit` items, further ones as many as the list gives. */
  query?: Record<string, string | number | undefined>;
  /** The first page as the server rendered it for this very `query` and limit. A new one, after a change, takes its place. */
  first?: Page<T> | undefined;
  /** Asks again this often while the page is looked at. */
  refetchMs?: number;
}

export interface List<T> {
  items: T[];
  /** How many there are on all pages, where the list tells it. */
  total: number | undefined;
  problem: Problem | undefined;
  /** Nothing to show yet. */
  isLoading: boolean;
  /** The shown items belong to the query before; the new ones are on their way. */
  isStale: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  reload: () => void;
}

/** A list of the API, page by page, kept current. While a new query is under way the old items stay. */
export function useList<T>({ path, query = {}, first, refetchMs }: ListOptions<T>): List<T> {
  const key = [path, query];
  const result = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      apiGet<Page<T>>(path, { ...limitOf(pageParam), ...query, cursor: pageParam }, signal),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    ...(first ? { initialData: { pages: [first], pageParams: [firstCursor()] } } : {}),
    ...(refetchMs ? { refetchInterval: refetchMs } : {}),
  });
  useTakeNewFirst(key, first);
  return {
    items: result.data?.pages.flatMap((page) => page.items) ?? [],
    total: totalOf(result.data?.pages),
    problem: problemBeside(result.data, result.error),
    isLoading: result.isPending,
    isStale: result.isPlaceholderData,
    hasMore: result.hasNextPage,
    isLoadingMore: result.isFetchingNextPage,
    loadMore: () => void result.fetchNextPage(),
    reload: () => void result.refetch(),
  };
}

/** Told with the first page; never fewer than are shown. */
function totalOf<T>(pages: readonly Page<T>[] | undefined): number | undefined {
  const total = pages?.[0]?.total;
  if (total === undefined) return undefined;
  return Math.max(total, pages?.reduce((sum, { items }) => sum + items.length, 0) ?? 0);
}

// A fetch under way would put the list from before the change back, so it is cancelled first.
function useTakeNewFirst<T>(key: readonly unknown[], first: Page<T> | undefined): void {
  const client = useQueryClient();
  const taken = useRef(first);
  useEffect(() => {
    if (!first || first === taken.current) return;
    taken.current = first;
    void client
      .cancelQueries({ queryKey: key })
      .then(() => client.setQueryData(key, { pages: [first], pageParams: [firstCursor()] }));
  });
}

function limitOf(cursor: string | undefined): { limit?: number } {
  return cursor === undefined ? { limit: firstLimit } : {};
}

function firstCursor(): string | undefined {
  return undefined;
}
