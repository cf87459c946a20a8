import { LRUCache } from 'lru-cache';
import type { Clock } from '@/lib/kernel/clock';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';

const windowMs = 60_000;
const mostFailures = 30;

/** Counts failed sign-ins by address, so that keys cannot be tried in volume. In memory, of bounded size. */
export interface FailedAttempts {
  /** Throws `unauthenticated` with a time to wait when this address failed too often and its key is not a known good one. */
  check(peer: string, key: string): void;
  failed(peer: string): void;
}

/**
 * At most 30 failures a minute from one address; more are refused unasked. What was accepted before still passes:
 * workloads behind one proxy share its address, and a stranger there must not lock them out.
 */
export function failedAttempts(clock: Clock, isKnownGood: (key: string) => boolean): FailedAttempts {
  const peers = new LRUCache<string, { count: number; endsAtMs: number }>({ max: 10_000 });
  return {
    check(peer, key) {
      const record = peers.get(peer);
      if (record === undefined || record.count < mostFailures) return;
      const waitMs = record.endsAtMs - clock.now();
      if (waitMs <= 0 || isKnownGood(key)) return;
      throw new LatchkeyError('unauthenticated', {
        says: sentence('keyAttempts'),
        retryAfterMs: waitMs,
      });
    },
    failed(peer) {
      const nowMs = clock.now();
      const record = peers.get(peer);
      if (record !== undefined && record.endsAtMs > nowMs) record.count += 1;
      else peers.set(peer, { count: 1, endsAtMs: nowMs + windowMs });
    },
  };
}
