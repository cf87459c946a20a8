import { backgroundShare, type Plan, planLimits } from './limits';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const longestMs = 7 * dayMs;

/**
 * The shortest fresh time, in whole minutes and milliseconds, with which a plan's day carries refreshing so many vaults,
 * one request each. Never shorter than `leastMs`, and never longer than a policy allows.
 */
export function carriedFreshMs(
  plan: Plan,
  { vaults, refreshAheadRatio, leastMs }: { vaults: number; refreshAheadRatio: number; leastMs: number },
): number {
  const perDay = planLimits[plan].perAccountDay * backgroundShare;
  const neededMs = (vaults * dayMs) / (perDay * refreshAheadRatio);
  const inMinutes = Math.ceil(neededMs / minuteMs) * minuteMs;
  return Math.min(longestMs, Math.max(leastMs, inMinutes));
}
