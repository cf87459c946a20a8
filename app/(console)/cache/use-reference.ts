'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiGet, problemIn } from '@/components/query/api-get';
import { mainMs } from '@/components/query/periods';
import type { ReferenceView } from '@/lib/cache/schema';
import type { Problem } from '@/lib/kernel/problem';

/** What is known of a reference, kept current. Without a subject nothing is asked. */
export function useReference(
  subject: string | undefined,
  first?: ReferenceView,
): { view: ReferenceView | undefined; problem: Problem | undefined; reload: () => void } {
  const path = `/api/v1/cache/references/${subject}`;
  const result = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => apiGet<ReferenceView>(path, {}, signal),
    enabled: subject !== undefined,
    placeholderData: keepPreviousData,
    ...(first ? { initialData: first } : {}),
    refetchInterval: mainMs,
  });
  return {
    view: result.data,
    problem: result.error ? problemIn(result.error) : undefined,
    reload: () => void result.refetch(),
  };
}
