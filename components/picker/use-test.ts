'use client';

import { useState } from 'react';
import type { Outcome } from '@/lib/kernel/outcome';
import type { CheckInput, CheckResult } from '@/lib/secrets/schema';
import type { CheckAction } from './binding';

export interface Test {
  isBusy: boolean;
  outcome: Outcome<CheckResult> | undefined;
  /** Resolves with the answer; undefined when there was nothing to test. */
  run: () => Promise<Outcome<CheckResult> | undefined>;
  /** Shows an answer for another form of the same reference. */
  carryOver: (to: CheckInput, outcome: Outcome<CheckResult>) => void;
}

/** Tests one reference on demand. The answer is shown for that reference alone, and goes when another is chosen. */
export function useTest(check: CheckAction, input: CheckInput | undefined): Test {
  const key = input ? keyOf(input) : '';
  const [last, setLast] = useState<{ key: string; outcome: Outcome<CheckResult> | undefined }>();
  const isShown = last?.key === key;
  return {
    isBusy: isShown && last.outcome === undefined,
    outcome: isShown ? last.outcome : undefined,
    run: async () => {
      if (!input) return undefined;
      setLast({ key, outcome: undefined });
      const outcome = await check(input);
      // A later test of another reference has taken the place meanwhile.
      setLast((present) => (present?.key === key ? { key, outcome } : present));
      return outcome;
    },
    carryOver: (to, outcome) => setLast({ key: keyOf(to), outcome }),
  };
}

function keyOf({ secretManagerId, reference }: CheckInput): string {
  return `${secretManagerId} ${reference}`;
}
