'use server';

import { redirect } from 'next/navigation';
import { runAction, runOpenAction } from '@/lib/doors/action';
import { endSession, startSession } from '@/lib/doors/session';
import type { Outcome } from '@/lib/kernel/outcome';
import { reauthenticate } from '@/lib/users/reauthenticate';
import type { ReauthenticateInput, SignInInput } from '@/lib/users/schema';

/** Ends the session and shows the sign-in page. */
export async function signOut(): Promise<void> {
  await endSession();
  redirect('/sign-in');
}

/** Takes the password once more, before what is delicate. */
export async function reauthenticateAction(input: ReauthenticateInput): Promise<Outcome<void>> {
  return runAction('reauthenticate', (caller) => reauthenticate({ caller, input }));
}

/** Signs in again without leaving the page, after the session ended. */
export async function signInAgainAction(input: SignInInput): Promise<Outcome<void>> {
  return runOpenAction('sign-in', () => startSession(input));
}
