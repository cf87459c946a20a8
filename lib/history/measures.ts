import { type ErrorCode, errorTable } from '@/lib/kernel/error-codes';

/** Upper bounds of the latency buckets, in milliseconds; what is slower stands in the last one. */
export const latencyBoundsMs = [25, 50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800] as const;
type LatencyBound = (typeof latencyBoundsMs)[number] | 'more';

export const readSources = ['memory', 'table', 'provider'] as const;
export type ReadSource = (typeof readSources)[number];

/** Everything that is counted of a secret manager, closed. Each is one number in a bucket of time. */
export type Measure =
  | `read.${ReadSource}.${'fresh' | 'stale'}`
  | `failed.${ErrorCode}`
  | 'requests'
  | 'requests.failed'
  | 'sign_ins'
  | 'latency.count'
  | 'latency.ms'
  | `latency.le.${LatencyBound}`;

/** The bucket that an answer of this many milliseconds falls into. */
export function latencyMeasure(durationMs: number): Measure {
  const bound = latencyBoundsMs.find((boundMs) => durationMs <= boundMs);
  return bound === undefined ? 'latency.le.more' : `latency.le.${bound}`;
}

/** The code that a stored measure counts failures of; undefined when it counts something else. */
export function failureCodeOf(measure: string): ErrorCode | undefined {
  if (!measure.startsWith('failed.')) return undefined;
  const code = measure.slice('failed.'.length);
  return failureCodes.find((known) => known === code);
}

/** Guarantee: the keys of the error table are the error codes. */
const failureCodes = Object.keys(errorTable) as ErrorCode[];
