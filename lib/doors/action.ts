import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { type Outcome, outcomeOf } from '@/lib/kernel/outcome';
import { currentLanguage } from '@/lib/platform/language';
import { callerOfHeaders } from '@/lib/users/session';
import { logUnknown } from './unknown';

/**
 * Runs a server action that changes nothing (a test, a check) for the signed-in person. Answers the value or the
 * problem, `unauthenticated` included; never throws. Next checks the origin of every action itself.
 */
export async function runAction<T>(name: string, work: (caller: Caller) => Promise<T>): Promise<Outcome<T>> {
  return outcomeOf(
    async () => work(await requireCaller()),
    (error) => logUnknown('action failed', name, error),
    currentLanguage(),
  );
}

/** The same for an action that changes something: when it is done, the page that asked reloads its data. */
export async function runChange<T>(name: string, work: (caller: Caller) => Promise<T>): Promise<Outcome<T>> {
  const outcome = await runAction(name, work);
  if (outcome.ok) refresh();
  return outcome;
}

/** The same for an action whose failure is written down too, such as a test. */
export async function runNoted<T>(name: string, work: (caller: Caller) => Promise<T>): Promise<Outcome<T>> {
  const outcome = await runAction(name, work);
  // Without the database nothing was written down, and the page could not be made.
  if (outcome.ok || outcome.problem.code !== 'database_unavailable') refresh();
  return outcome;
}

/** Runs a server action for somebody who need not be signed in: sign-in and set-up. Never throws. */
export async function runOpenAction<T>(name: string, work: () => Promise<T>): Promise<Outcome<T>> {
  return outcomeOf(work, (error) => logUnknown('action failed', name, error), currentLanguage());
}

async function requireCaller(): Promise<Caller> {
  const caller = await callerOfHeaders(new Headers(await headers()));
  if (caller) return caller;
  throw new LatchkeyError('unauthenticated', {
    says: messageFor('signedOut'),
  });
}
