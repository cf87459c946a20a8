import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { env } from '@/lib/platform/env';
import { type Limit, takeTurns } from '@/lib/platform/limit';

/** What one caller may ask of providers in a minute: references, listings, sign-ins. */
export const callerUpstream = (): Limit => ({
  name: 'caller-upstream',
  turns: env().callerUpstreamPerMinute,
  windowMs: 60_000,
  counted: 'processes',
});

/** By what a caller's budget is counted. */
export function budgetOf({ kind, id }: Caller): string {
  return `${kind} ${id}`;
}

/**
 * Counts requests that a caller is about to have sent to a provider. All of them are covered or none is sent; Latchkey's
 * own work has no such budget. Throws `over_budget` with a time to wait.
 */
export async function takeRequests(caller: Caller, requests = 1): Promise<void> {
  if (caller.kind === 'system' || requests === 0) return;
  const { granted, retryAfterMs } = await takeTurns(callerUpstream(), budgetOf(caller), requests);
  if (granted < requests) throw overCallerBudget(retryAfterMs);
}

/** The error for what a caller's budget does not cover now. */
export function overCallerBudget(retryAfterMs: number): LatchkeyError {
  return new LatchkeyError('over_budget', { says: messageFor('callerBudgetSpent'), retryAfterMs });
}
