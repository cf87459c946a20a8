'use client';

import { useState } from 'react';
import type { Outcome } from '@/lib/kernel/outcome';
import type { CheckInput, CheckResult } from '@/lib/secrets/schema';
import type { CheckAction } from './binding';

export interface Test {
  isBusy: boolean;
  outcome: Outcome<CheckResult> | undefined;
  run: () => Promise<void>;
}

/** Tests one reference on demand. The answer is shown for that reference alone, and goes when another is chosen. */
export function useTest(check: CheckAction, input: CheckInput | undefined): Test {
  const key = input ? `${input.secretManagerId} ${input.reference}` : '';
  const [last, setLast] = useState<{ key: string; outcome: Outcome<CheckResult> | undefined }>();
  const isShown = last?.key === key;
  return {
    isBusy: isShown && last.outcome === undefined,
    outcome: isShown ? last.outcome : undefined,
    run: async () => {
      if (!input) return;
      setLast({ key, outcome: undefined });
      const outcome = await check(input);
      // A later test of another reference has taken the place meanwhile.
      setLast((present) => (present?.key === key ? { key, outcome } : present));
    },
  };
}
