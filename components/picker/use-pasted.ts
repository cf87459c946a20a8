'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Outcome } from '@/lib/kernel/outcome';
import type { ManagerView } from '@/lib/managers/schema';
import type { CheckResult } from '@/lib/secrets/schema';
import type { CheckAction } from './binding';

export interface Attempt {
  manager: ManagerView;
  outcome: Outcome<CheckResult>;
}

const typingRestMs = 500;

/**
 * Looks for a reference in one secret manager after the other, the present one first, until one has it. Each answer
 * is kept, so that going back and forth asks nothing twice. Undefined `text`: nothing to look for.
 */
export function usePasted(
  text: string | undefined,
  managers: readonly ManagerView[],
  check: CheckAction,
): { attempts: readonly Attempt[]; isChecking: boolean; again: () => void } {
  const rested = useRested(text);
  const ids = managers.map(({ id }) => id);
  const result = useQuery({
    enabled: rested !== undefined && rested === text && managers.length > 0,
    queryKey: ['check', rested, ids],
    queryFn: () => lookThrough(rested ?? '', managers, check),
    staleTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return {
    attempts: (rested === text && result.data) || [],
    isChecking: text !== undefined && managers.length > 0 && (rested !== text || result.isFetching),
    again: () => void result.refetch(),
  };
}

async function lookThrough(
  reference: string,
  managers: readonly ManagerView[],
  check: CheckAction,
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  for (const manager of managers) {
    const outcome = await check({ secretManagerId: manager.id, reference });
    attempts.push({ manager, outcome });
    if (outcome.ok && outcome.value.ok) break;
  }
  return attempts;
}

/** The text once the typing rests; a text that comes whole, by pasting, at once. */
function useRested(text: string | undefined): string | undefined {
  const [seen, setSeen] = useState({ text, rested: text });
  if (seen.text !== text) {
    const grownBy = (text?.length ?? 0) - (seen.text?.length ?? 0);
    const isWhole = text === undefined || grownBy > 1;
    setSeen({ text, rested: isWhole ? text : seen.rested });
  }
  useEffect(() => {
    const timer = setTimeout(() => setSeen({ text, rested: text }), typingRestMs);
    return () => clearTimeout(timer);
  }, [text]);
  return seen.rested;
}
