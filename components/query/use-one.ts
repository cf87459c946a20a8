'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Problem } from '@/lib/kernel/problem';
import { apiGet, problemBeside } from './api-get';

export interface OneOptions<T> {
  /** Such as `/api/v1/connections/stripe`. */
  path: string;
  query?: Record<string, string | number | undefined>;
  /** As the server rendered it. A new one, after a change, takes its place. */
  first?: T | undefined;
  /** Asks again this often while the page is looked at. */
  refetchMs: number;
}

/** One thing of the API, kept current. */
export function useOne<T>({ path, query = {}, first, refetchMs }: OneOptions<T>): {
  value: T | undefined;
  problem: Problem | undefined;
  reload: () => void;
} {
  const key = [path, query];
  const result = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => apiGet<T>(path, query, signal),
    placeholderData: keepPreviousData,
    ...(first === undefined ? {} : { initialData: first }),
    refetchInterval: refetchMs,
  });
  useTakeNewFirst(key, first);
  return {
    value: result.data,
    problem: problemBeside(result.data, result.error),
    reload: () => void result.refetch(),
  };
}

// A fetch under way would put back what was before the change, so it is cancelled first.
function useTakeNewFirst<T>(key: readonly unknown[], first: T | undefined): void {
  const client = useQueryClient();
  const taken = useRef(first);
  useEffect(() => {
    if (first === undefined || first === taken.current) return;
    taken.current = first;
    void client.cancelQueries({ queryKey: key }).then(() => client.setQueryData(key, first));
  });
}
