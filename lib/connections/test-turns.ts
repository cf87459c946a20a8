import { LRUCache } from 'lru-cache';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';
import { clock } from '@/lib/platform/clock';
import { once } from '@/lib/platform/singleton';

const windowMs = 60_000;
const mostAtOnce = 2;
const mostAMinute = 20;

interface Turns {
  running: number;
  begunAtMs: number[];
}

const turns = () => once('connection-test-turns', () => new LRUCache<string, Turns>({ max: 10_000 }));

/**
 * At most two tests at once and twenty a minute for one caller, so that a test is no way to look hosts through.
 * Returns what ends the turn. Throws `conflict` with a time to wait.
 */
export function takeTestTurn({ kind, id }: Caller): () => void {
  const key = `${kind} ${id}`;
  const nowMs = clock().now();
  const taken = turns().get(key) ?? { running: 0, begunAtMs: [] };
  taken.begunAtMs = taken.begunAtMs.filter((atMs) => atMs > nowMs - windowMs);
  if (taken.running >= mostAtOnce || taken.begunAtMs.length >= mostAMinute) {
    throw new LatchkeyError('conflict', {
      says: sentence('tooManyTests'),
      retryAfterMs: taken.running >= mostAtOnce ? 1_000 : windowMs,
    });
  }
  taken.running += 1;
  taken.begunAtMs.push(nowMs);
  turns().set(key, taken);
  return () => {
    taken.running -= 1;
  };
}
