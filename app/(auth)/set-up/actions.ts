'use server';

import { redirect } from 'next/navigation';
import { runOpenAction } from '@/lib/doors/action';
import { startSession } from '@/lib/doors/session';
import type { Outcome } from '@/lib/kernel/outcome';
import type { LinkInput, SetUpInput } from '@/lib/users/schema';
import { requireSetUpLink, setUpFirstAdmin } from '@/lib/users/set-up';

/** Whether a link is the one that the last start printed: a problem, if it is not. */
export async function readSetUpLinkAction(input: LinkInput): Promise<Outcome<void>> {
  return runOpenAction('read-set-up-link', () => requireSetUpLink({ input }));
}

/** Makes the first admin, signs in and goes to the console; answers only when it does not succeed. */
export async function setUpAction(input: SetUpInput): Promise<Outcome<void>> {
  const outcome = await runOpenAction('set-up', async () => {
    await setUpFirstAdmin({ input });
    await startSession({ email: input.email, password: input.password });
  });
  if (outcome.ok) redirect('/');
  return outcome;
}
