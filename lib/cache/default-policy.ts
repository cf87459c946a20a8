import type { CachePolicy } from './schema';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** The policy of a secret manager that has none of its own. Apart from the schemas: pages show it without loading those. */
export const defaultPolicy: CachePolicy = {
  freshMs: 5 * minuteMs,
  refreshAheadRatio: 0.8,
  staleWhileUnreachableMs: dayMs,
  absentMs: minuteMs,
  absentMaxMs: 15 * minuteMs,
};
