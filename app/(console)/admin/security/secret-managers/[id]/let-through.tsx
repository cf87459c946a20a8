'use client';

import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import { letThroughAction } from './actions';
import { words } from './words';

/** Lets requests go out again before the pause is over. */
export function LetThrough({ id }: { id: string }) {
  const open = useOutcome(letThroughAction);
  const run = async () => {
    const outcome = await open.run(id);
    if (outcome.ok) toast.done(words.requests.letThroughDone);
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  return (
    <Button size="sm" isBusy={open.isBusy} onClick={() => void run()}>
      {words.requests.letThrough}
    </Button>
  );
}
