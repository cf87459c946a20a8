'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Outcome } from '@/lib/kernel/outcome';
import type { ManagerView } from '@/lib/managers/schema';
import type { CheckResult } from '@/lib/secrets/schema';
import type { CheckAction } from './binding';
import { insertedLetters } from './inserted-letters';

export interface Attempt {
  manager: ManagerView;
  outcome: Outcome<CheckResult>;
}

/**
 * Looks for a reference in one secret manager after the other, the present one first, until one has it. Each answer
 * is kept, so that going back and forth asks nothing twice. What came whole into the box, by pasting, is looked for at
 * once, and what `isListed`; what is typed otherwise when `ask` says so, since each look may cost a
 * request. Undefined `text`: nothing to look for.
 */
export function usePasted(
  text: string | undefined,
  managers: readonly ManagerView[],
  { check, whole: { isWhole, ask }, isListed }: { check: CheckAction; whole: Whole; isListed: boolean },
): {
  attempts: readonly Attempt[];
  isChecking: boolean;
  /** It waits to be asked for. */
  isTyped: boolean;
  ask: () => void;
  again: () => void;
} {
  const isAsked = text !== undefined && managers.length > 0 && (isWhole || isListed);
  const result = useQuery({
    enabled: isAsked,
    queryKey: ['check', text, managers.map(({ id }) => id)],
    queryFn: () => lookThrough(text ?? '', managers, check),
    staleTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return {
    attempts: result.data ?? [],
    isChecking: isAsked && result.isFetching,
    isTyped: text !== undefined && managers.length > 0 && !isAsked && result.data === undefined,
    ask,
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

export interface Whole {
  isWhole: boolean;
  ask: () => void;
}

/** Whether a text came whole, by pasting, or was said to be. One letter more or less, and it is being typed. */
export function useWhole(text: string): Whole {
  const [seen, setSeen] = useState({ text, isWhole: true });
  if (seen.text !== text) {
    setSeen({ text, isWhole: insertedLetters(seen.text, text) > 1 });
  }
  return { isWhole: seen.text === text && seen.isWhole, ask: () => setSeen({ text, isWhole: true }) };
}
