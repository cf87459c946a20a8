'use server';

import { redirect } from 'next/navigation';
import { runOpenAction } from '@/lib/doors/action';
import { startSession } from '@/lib/doors/session';
import type { Outcome } from '@/lib/kernel/outcome';
import { ownPath } from '@/lib/kernel/own-path';
import type { SignInInput } from '@/lib/users/schema';

/** Signs in and goes to the page that was asked for, a page of this console alone; answers when it does not succeed. */
export async function signInAction(sent: SignInInput & { next: string }): Promise<Outcome<void>> {
  const { next, ...input } = { ...sent };
  const outcome = await runOpenAction('sign-in', () => startSession(input));
  if (outcome.ok) redirect(ownPath(next));
  return outcome;
}
