'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRested } from '@/components/query/use-rested';
import { useOneAtATime } from '@/components/ui/use-one-at-a-time';
import type { Problem } from '@/lib/kernel/problem';
import type { SearchAnswer } from '@/lib/secrets/schema';
import { usePickerDeps } from './picker-provider';
import type { ConnectionScope } from './serving';

export interface Search {
  answer: SearchAnswer | undefined;
  isLooking: boolean;
  /** Lists what is not listed yet, one secret manager after the other, and searches again. */
  readMore: () => void;
  isReading: boolean;
  /** Why a secret manager could not be listed. */
  problem: Problem | undefined;
}

/**
 * Searches all secret managers for a text once its typing rests, out of what Latchkey has listed: no secret manager is asked before
 * somebody says so. Undefined `text`: nothing is searched.
 */
export function useSearch(text: string | undefined, connection: ConnectionScope): Search {
  const { search, readForSearch } = usePickerDeps();
  const client = useQueryClient();
  const [readIds, setReadIds] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const wanted = text?.trim() ?? '';
  const rested = useRested(wanted);
  const scope = { scope: connection.scope, projectIds: [...connection.projectIds] };
  const result = useQuery({
    enabled: wanted !== '' && rested === wanted,
    queryKey: ['secret-search', wanted, scope],
    queryFn: async () => {
      const outcome = await search({ text: wanted, connection: scope });
      return outcome.ok ? outcome.value : { hits: [], unread: [] };
    },
    staleTime: 30_000,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const unread = result.data?.unread.filter(({ secretManagerId }) => !readIds.includes(secretManagerId));
  const reading = useOneAtATime(async () => {
    setProblem(undefined);
    for (const { secretManagerId } of unread ?? []) {
      const outcome = await readForSearch({ secretManagerId, connection: scope });
      if (!outcome.ok) setProblem((before) => before ?? outcome.problem);
      // What could not be read now is not offered again and again.
      setReadIds((before) => [...before, secretManagerId]);
      if (!outcome.ok && outcome.problem.code === 'over_budget') break;
      await client.invalidateQueries({ queryKey: ['secret-search'] });
    }
    await client.invalidateQueries({ queryKey: ['secret-search'] });
  });
  return {
    answer: result.data && { hits: result.data.hits, unread: unread ?? [] },
    isLooking: wanted !== '' && (rested !== wanted || result.isPending),
    readMore: reading.run,
    isReading: reading.isUnderWay,
    problem,
  };
}
