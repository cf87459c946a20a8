import { LRUCache } from 'lru-cache';
import { clock } from '@/lib/platform/clock';
import { once } from '@/lib/platform/singleton';
import type { ProviderAnswer } from '@/lib/providers/contract';

const firstPauseMs = 5_000;
const longestPauseMs = 60_000;
const mostKept = 10_000;

interface Unreadable {
  untilMs: number;
  /** How many times in a row. */
  count: number;
  answer: ProviderAnswer & { ok: false };
}

const unreadable = () => once('unreadable-items', () => new LRUCache<string, Unreadable>({ max: mostKept }));

/**
 * The answer to a reference whose item could not be read a moment ago: 1Password is there, and the item is odd. Finding out
 * takes several requests each time, which whoever writes one item could have spent without an end. Undefined: ask.
 */
export function heldBack(key: string): ProviderAnswer | undefined {
  const known = unreadable().get(key);
  const waitMs = known ? known.untilMs - clock().now() : 0;
  return known && waitMs > 0 ? { ...known.answer, retryAfterMs: waitMs } : undefined;
}

/** Notes an answer: an unreadable item is not asked for again for 5 s, doubling up to a minute; any other ends that. */
export function noteReadable(key: string, answer: ProviderAnswer): void {
  if (answer.ok || !answer.isOfItem) {
    unreadable().delete(key);
    return;
  }
  const count = (unreadable().get(key)?.count ?? 0) + 1;
  const pauseMs = Math.min(firstPauseMs * 2 ** (count - 1), longestPauseMs);
  unreadable().set(key, { untilMs: clock().now() + pauseMs, count, answer });
}
