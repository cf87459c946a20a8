'use client';

import type { MouseEvent } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { managerWords } from '@/components/words/managers';
import type { Outcome } from '@/lib/kernel/outcome';
import { useOutcome } from './use-outcome';

const words = managerWords.requests;

export interface ResumeRequestsButtonProps {
  id: string;
  /** The page's server action that closes the breaker. */
  action: (id: string) => Promise<Outcome<unknown>>;
}

/** Lets a secret manager's requests go out again before the pause is over. */
export function ResumeRequestsButton({ id, action }: ResumeRequestsButtonProps) {
  const open = useOutcome(action);
  const run = async ({ currentTarget }: MouseEvent<HTMLElement>) => {
    // The button goes with the pause; the focus stays in the part of the page that it stood in.
    const part = currentTarget.closest('section');
    const outcome = await open.run(id);
    if (!outcome.ok) {
      toast.problem(outcome.problem.title, { description: outcome.problem.detail });
      return;
    }
    toast.done(words.letThroughDone);
    part?.setAttribute('tabindex', '-1');
    part?.focus();
  };
  return (
    <Button size="sm" isBusy={open.isBusy} onClick={(event) => run(event)}>
      {words.letThrough}
    </Button>
  );
}
