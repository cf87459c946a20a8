'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failedAction } from '@/components/query/failed-action';
import { useOneAtATime } from '@/components/ui/use-one-at-a-time';
import { testStepNames } from '@/lib/connections/names';
import type { TestStep } from '@/lib/connections/schema';
import type { Problem } from '@/lib/kernel/problem';
import { test } from '../actions';
import { useAskTroubles } from '../use-troubles';

export interface ConnectionTest {
  /** One place for each step; undefined until it ended. Absent before the first run. */
  steps: readonly (TestStep | undefined)[] | undefined;
  problem: Problem | undefined;
  isBusy: boolean;
  /** Runs it; nothing while it is under way. */
  run: (path: string) => void;
}

/** Runs the test of a connection and gives its steps as they end. */
export function useConnectionTest(key: string): ConnectionTest {
  const queries = useQueryClient();
  const askTroubles = useAskTroubles();
  const [steps, setSteps] = useState<readonly (TestStep | undefined)[]>();
  const [problem, setProblem] = useState<Problem>();

  const runTest = async (path: string) => {
    setProblem(undefined);
    setSteps(testStepNames.map(() => undefined));
    try {
      const outcome = await test({ key, path });
      if (outcome.ok) {
        const { steps: begun, done } = outcome.value;
        const shown = begun.map(async (promise, at) => {
          const step = await promise;
          setSteps((before) => before?.map((old, place) => (place === at ? step : old)));
        });
        const [ended] = await Promise.all([done, ...shown]);
        if (!ended.ok) setProblem(ended.problem);
      } else {
        setSteps(undefined);
        setProblem(outcome.problem);
      }
    } catch (error) {
      setSteps(undefined);
      setProblem(failedAction(error).problem);
    }
    // It has ended, and may run again, before the page has heard of it.
    void Promise.all([queries.invalidateQueries({ queryKey: ['/api/v1/audit'] }), askTroubles()]);
  };
  const { run, isUnderWay } = useOneAtATime(runTest);
  return { steps, problem, isBusy: isUnderWay, run };
}
