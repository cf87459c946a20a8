'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { durationText } from '@/components/ui/relative';
import { toast } from '@/components/ui/toast';
import { managerWords } from '@/components/words/managers';
import type { Outcome } from '@/lib/kernel/outcome';
import type { UpdateInput } from '@/lib/managers/schema';
import type { QuotaView } from '@/lib/quota/schema';
import { useOutcome } from './use-outcome';

const words = managerWords.requests;

export interface FreshTimeAdviceProps {
  quota: QuotaView | undefined;
  mayWrite: boolean;
  /** The page's server action that changes a secret manager. */
  action: (input: { id: string; patch: UpdateInput }) => Promise<Outcome<unknown>>;
  className?: string;
}

/** That the requests go beyond the plan, with a button that sets the fresh time that fits. */
export function FreshTimeAdvice({ quota, mayWrite, action, className }: FreshTimeAdviceProps) {
  const change = useOutcome(action);
  if (!quota?.forecast.advice) return null;
  const { advice, fittingFreshMs } = quota.forecast;
  const set = async (freshMs: number) => {
    const outcome = await change.run({ id: quota.secretManagerId, patch: { policy: { freshMs } } });
    if (outcome.ok) toast.done(words.freshTimeSet(durationText(freshMs)));
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  return (
    <Notice
      tone="warn"
      className={className ?? ''}
      actions={
        mayWrite &&
        fittingFreshMs !== null && (
          <Button size="sm" isBusy={change.isBusy} onClick={() => set(fittingFreshMs)}>
            {words.setFreshTime(durationText(fittingFreshMs))}
          </Button>
        )
      }
    >
      {advice}
    </Notice>
  );
}
