'use server';

import { redirect } from 'next/navigation';
import { runOpenAction } from '@/lib/doors/action';
import { startSession } from '@/lib/doors/session';
import type { Outcome } from '@/lib/kernel/outcome';
import type { SetPasswordInput } from '@/lib/users/schema';
import { setPassword } from '@/lib/users/set-password';

/** Sets the new password, signs in with it and goes to the console; answers only when it does not succeed. */
export async function setPasswordAction(input: SetPasswordInput): Promise<Outcome<void>> {
  const outcome = await runOpenAction('set-password', async () => {
    const { email } = await setPassword({ input });
    await startSession({ email, password: input.password });
  });
  if (outcome.ok) redirect('/');
  return outcome;
}
