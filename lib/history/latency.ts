import { latencyBoundsMs } from './measures';

/** Counts by bucket: `le.25`, …, `le.more`, as stored. */
export type LatencyBuckets = (bucket: `${number}` | 'more') => number;

/**
 * The latency that a share of the answers stayed within, in milliseconds, told from counts by bucket: linear within a
 * bucket. Null without answers; in the last bucket its lower bound, for nothing more is known.
 */
export function quantileMs(countOf: LatencyBuckets, share: number): number | null {
  const counts = latencyBoundsMs.map((bound) => countOf(`${bound}`));
  const all = counts.reduce((sum, count) => sum + count, 0) + countOf('more');
  if (all === 0) return null;
  let below = 0;
  let lowerMs = 0;
  for (const [index, upperMs] of latencyBoundsMs.entries()) {
    const count = counts[index] ?? 0;
    if (below + count >= share * all && count > 0) {
      return Math.round(lowerMs + ((share * all - below) / count) * (upperMs - lowerMs));
    }
    below += count;
    lowerMs = upperMs;
  }
  return lowerMs;
}
