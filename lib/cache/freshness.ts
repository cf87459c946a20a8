import { isDatedAhead } from '@/lib/kernel/clock';
import type { Entry } from './entry';
import type { CachePolicy } from './schema';

/**
 * What may be done with an entry now.
 * - `fresh`: use it. `due`: use it and refresh behind, it is near its end.
 * - `stale`: past fresh by less than one fresh time: use it, say so, refresh behind.
 * - `fallback`: older: ask first, and use it only when the provider cannot be reached.
 * - `absent`: the remembered error, no upstream call.
 * - `expired`: of no use.
 */
export type Freshness = 'fresh' | 'due' | 'stale' | 'fallback' | 'absent' | 'expired';

/** While the changes of a secret manager are told and heard, answers from `sinceMs` on stay fresh for `freshMs`. */
export interface Trust {
  freshMs: number;
  sinceMs: number;
}

/** A policy as it is in force at a moment. `trust` null: by the policy alone. */
export interface PolicyInForce extends CachePolicy {
  trust: Trust | null;
}

/** How long an answer stays fresh, in milliseconds. Trust makes it longer, never shorter. */
export function freshForMs(fetchedAtMs: number, { freshMs, trust }: PolicyInForce): number {
  return trust && fetchedAtMs >= trust.sinceMs ? Math.max(freshMs, trust.freshMs) : freshMs;
}

/** Answers that came after this are fresh: the same rule as a bound, in milliseconds since the epoch. */
export function freshSinceMs({ freshMs, trust }: PolicyInForce, nowMs: number): number {
  const byPolicyMs = nowMs - freshMs;
  return trust ? Math.min(byPolicyMs, Math.max(nowMs - trust.freshMs, trust.sinceMs - 1)) : byPolicyMs;
}

/**
 * Judges an entry by the policy in force at `nowMs`. Pure. What is dated later than now was dated by a clock that was
 * set back since: nothing tells how old it is, so it is asked for again.
 */
export function freshnessOf(entry: Entry, policy: PolicyInForce, nowMs: number): Freshness {
  const ageMs = nowMs - entry.fetchedAtMs;
  if (isDatedAhead(entry.fetchedAtMs, nowMs)) return entry.state === 'absent' ? 'expired' : 'due';
  if (entry.state === 'absent') return ageMs < absentForMs(entry.count, policy) ? 'absent' : 'expired';
  const freshMs = freshForMs(entry.fetchedAtMs, policy);
  if (ageMs < freshMs * policy.refreshAheadRatio) return 'fresh';
  if (ageMs < freshMs) return 'due';
  if (ageMs >= policy.freshMs + policy.staleWhileUnreachableMs) return 'expired';
  return ageMs < freshMs + policy.freshMs ? 'stale' : 'fallback';
}

/**
 * How long after its answer a value may be used at all, in milliseconds: on through an outage, but not on a refused token.
 * `trouble`: the code of what keeps its manager from being asked now.
 */
export function servedForMs(policy: CachePolicy, trouble: string | null | undefined): number {
  const longestMs = policy.freshMs + policy.staleWhileUnreachableMs;
  return trouble === 'provider_denied' ? Math.min(2 * policy.freshMs, longestMs) : longestMs;
}

/** How long an absence is remembered, in milliseconds: doubling with each absence in a row, up to the policy's end. */
export function absentForMs(count: number, policy: CachePolicy): number {
  const doublings = Math.min(30, Math.max(0, count - 1));
  return Math.min(policy.absentMs * 2 ** doublings, Math.max(policy.absentMs, policy.absentMaxMs));
}
