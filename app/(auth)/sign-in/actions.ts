'use server';

import { redirect } from 'next/navigation';
import { runOpenAction } from '@/lib/doors/action';
import { startSession } from '@/lib/doors/session';
import type { Outcome } from '@/lib/kernel/outcome';
import type { SignInInput } from '@/lib/users/schema';

/** Signs in and goes to the console; answers only when it does not succeed. */
export async function signInAction(input: SignInInput): Promise<Outcome<void>> {
  const outcome = await runOpenAction('sign-in', () => startSession(input));
  if (outcome.ok) redirect('/');
  return outcome;
}
