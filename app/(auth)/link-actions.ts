'use server';

import { redirect } from 'next/navigation';
import { runOpenAction } from '@/lib/doors/action';
import { startSession } from '@/lib/doors/session';
import type { Outcome } from '@/lib/kernel/outcome';
import type { LinkInput, LinkView, SetPasswordInput } from '@/lib/users/schema';
import { personOfLink, setPassword } from '@/lib/users/set-password';

/** Whose password a link sets. The link comes in the body: it stands in no address that a server sees. */
export async function readLinkAction(input: LinkInput): Promise<Outcome<LinkView>> {
  return runOpenAction('read-link', () => personOfLink({ input }));
}

/** Sets the password, signs in with it and goes to the console; answers only when it does not succeed. */
export async function setPasswordAction(input: SetPasswordInput): Promise<Outcome<void>> {
  const outcome = await runOpenAction('set-password', async () => {
    const { email } = await setPassword({ input });
    await startSession({ email, password: input.password });
  });
  if (outcome.ok) redirect('/');
  return outcome;
}
