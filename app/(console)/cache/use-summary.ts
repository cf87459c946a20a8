'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiGet } from '@/components/query/api-get';
import type { CacheSummary, EntryFilter } from '@/lib/cache/schema';

const path = '/api/v1/cache/summary';
const none = { all: 0, fresh: 0, stale: 0, expired: 0, absent: 0, failing: 0 };
const nothing: CacheSummary = { all: none, filtered: none, atLeast: { all: [], filtered: [] } };

/** How many entries there are by state, kept current. `first` as the server counted them for this very filter. */
export function useSummary(
  { state: _state, ...filter }: EntryFilter,
  { first, refetchMs }: { first: CacheSummary | undefined; refetchMs: number },
): { summary: CacheSummary; reload: () => void } {
  const result = useQuery({
    queryKey: [path, filter],
    queryFn: ({ signal }) => apiGet<CacheSummary>(path, filter, signal),
    placeholderData: keepPreviousData,
    ...(first ? { initialData: first } : {}),
    refetchInterval: refetchMs,
  });
  return {
    summary: result.data ?? nothing,
    reload: () => void result.refetch(),
  };
}
