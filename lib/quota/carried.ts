import type { LimitWindow } from '@/lib/kernel/limit-window';
import { perDayFor } from './need';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const longestMs = 7 * dayMs;

/**
 * The shortest fresh time, in whole minutes and milliseconds, with which the limits carry refreshing so many containers
 * (vaults), one request each. Never shorter than `leastMs`, and never longer than a policy allows.
 */
export function carriedFreshMs(
  limits: readonly LimitWindow[],
  { vaults, refreshAheadRatio, leastMs }: { vaults: number; refreshAheadRatio: number; leastMs: number },
): number {
  const neededMs = (vaults * dayMs) / (perDayFor(limits) * refreshAheadRatio);
  const inMinutes = Math.ceil(neededMs / minuteMs) * minuteMs;
  return Math.min(longestMs, Math.max(leastMs, inMinutes));
}
