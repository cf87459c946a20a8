'use client';

import { useCallback, useRef, useState } from 'react';
import type { Outcome } from '@/lib/kernel/outcome';
import type { Problem } from '@/lib/kernel/problem';
import { askForWhatLacks } from './ask-for-password';
import { noteProblem } from './query/database-away';
import { failedAction } from './query/failed-action';

export interface OutcomeRun<Input, T> {
  run: (input: Input) => Promise<Outcome<T>>;
  isBusy: boolean;
  /** What the last run met; gone when the next one begins. */
  problem: Problem | undefined;
  /** The message for one field of the input, by its dotted path; of a change also within what is changed. */
  fieldError: (path: string) => string | undefined;
  value: T | undefined;
  /** Forgets value and problem; the answer of a run under way is dropped. */
  reset: () => void;
}

/**
 * Runs a server action. A network that fails is a problem like any other. An action that wants the password once more, or
 * somebody signed in, is run again when the person gives it.
 */
export async function runAsking<T>(action: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const outcome = await action().catch(failedAction);
  if (outcome.ok) return outcome;
  noteProblem(outcome.problem);
  if (!(await askForWhatLacks(outcome.problem))) return outcome;
  return action().catch(failedAction);
}

/** The same, and holds how it went. `asks: 'nothing'`: a refusal is told as it is. */
export function useOutcome<Input, T>(
  action: (input: Input) => Promise<Outcome<T>>,
  { asks = 'whatLacks' }: { asks?: 'whatLacks' | 'nothing' } = {},
): OutcomeRun<Input, T> {
  const [state, setState] = useState<{ isBusy: boolean; outcome?: Outcome<T> }>({ isBusy: false });
  const latest = useRef(0);
  const run = useCallback(
    async (input: Input): Promise<Outcome<T>> => {
      latest.current += 1;
      const mine = latest.current;
      setState({ isBusy: true });
      const attempt = () => action(input);
      const outcome = await (asks === 'nothing' ? attempt().catch(failedAction) : runAsking(attempt));
      if (mine === latest.current) setState({ isBusy: false, outcome });
      return outcome;
    },
    [action, asks],
  );
  const reset = useCallback(() => {
    latest.current += 1;
    setState({ isBusy: false });
  }, []);
  const { outcome } = state;
  const problem = outcome && !outcome.ok ? outcome.problem : undefined;
  return {
    run,
    reset,
    isBusy: state.isBusy,
    problem,
    fieldError: (path) => messageAt(problem, path),
    value: outcome?.ok ? outcome.value : undefined,
  };
}

/** What a problem tells of one field. Whoever changes a thing gives `{id, patch}`, and a form knows the fields of the patch. */
export function messageAt(problem: Pick<Problem, 'fields'> | undefined, path: string): string | undefined {
  return problem?.fields?.[path] ?? problem?.fields?.[`patch.${path}`];
}
