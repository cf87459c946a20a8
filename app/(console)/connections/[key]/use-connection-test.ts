'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { offline } from '@/components/query/api-get';
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
  run: (path: string) => Promise<void>;
}

/** Runs the test of a connection and gives its steps as they end. */
export function useConnectionTest(key: string): ConnectionTest {
  const queries = useQueryClient();
  const askTroubles = useAskTroubles();
  const [steps, setSteps] = useState<readonly (TestStep | undefined)[]>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const latest = useRef(0);

  const run = async (path: string) => {
    latest.current += 1;
    const mine = latest.current;
    const put = (change: () => void) => {
      if (latest.current === mine) change();
    };
    setBusy(true);
    setProblem(undefined);
    setSteps(testStepNames.map(() => undefined));
    try {
      const outcome = await test({ key, path });
      if (outcome.ok) {
        const { steps: begun, done } = outcome.value;
        const shown = begun.map(async (promise, at) => {
          const step = await promise;
          put(() => setSteps((before) => before?.map((old, place) => (place === at ? step : old))));
        });
        const [ended] = await Promise.all([done, ...shown]);
        if (!ended.ok) put(() => setProblem(ended.problem));
      } else {
        put(() => {
          setSteps(undefined);
          setProblem(outcome.problem);
        });
      }
    } catch {
      put(() => {
        setSteps(undefined);
        setProblem(offline);
      });
    }
    put(() => setBusy(false));
    await Promise.all([queries.invalidateQueries({ queryKey: ['/api/v1/audit'] }), askTroubles()]);
  };
  return { steps, problem, isBusy, run };
}
