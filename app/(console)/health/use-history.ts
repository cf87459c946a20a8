'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiGet, problemIn } from '@/components/query/api-get';
import { seldomMs } from '@/components/query/periods';
import { useAddress } from '@/components/query/use-address';
import { type HistoryRange, historyRanges } from '@/lib/history/ranges';
import type { HistoryView } from '@/lib/history/schema';
import type { Problem } from '@/lib/kernel/problem';

const path = '/api/v1/health/history';
interface Read {
  view: HistoryView | undefined;
  problem: Problem | undefined;
  /** What is shown belongs to the choice before. */
  isStale: boolean;
  reload: () => void;
}

export interface History extends Read {
  range: HistoryRange;
  managerId: string | undefined;
  choose: (change: { range?: string; manager?: string }) => void;
}

/** The history that the address asks for, kept current. */
export function useHistory(): History {
  const [address, choose] = useAddress(['range', 'manager']);
  const range = historyRanges.find((known) => known === address.range) ?? 'day';
  return { ...useHistoryOf(range, address.manager), range, managerId: address.manager, choose };
}

/** The history of a range, of one secret manager or of all; asked for once, however many look at it. */
export function useHistoryOf(range: HistoryRange, managerId?: string): Read {
  const query = { range, ...(managerId ? { secretManagerId: managerId } : {}) };
  const result = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => apiGet<HistoryView>(path, query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: seldomMs,
  });
  return {
    view: result.data,
    problem: result.error ? problemIn(result.error) : undefined,
    isStale: result.isPlaceholderData,
    reload: () => void result.refetch(),
  };
}
