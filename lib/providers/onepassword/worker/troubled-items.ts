import type { ProviderFailure } from '@/lib/providers/provider-failure';

/** Items of one account that spoil a batch they are in (archived, unreadable), by `keyOfPlace`. */
export interface TroubledItems {
  /** Whether an item is left out of batches: it is asked for on its own until it answers. */
  has(key: string): boolean;
  /** Why an unreadable item cannot be read, while it is not asked for again in company of others. */
  restingFailure(key: string): ProviderFailure | undefined;
  note(key: string, failure: ProviderFailure): void;
  clear(key: string): void;
}

const firstRestMs = 10_000;
const longestRestMs = 2 * 60_000;
const forgottenAfterMs = 60 * 60_000;
const mostHeld = 5_000;

interface Held {
  failure: ProviderFailure;
  count: number;
  atMs: number;
}

/**
 * Remembers them in memory, the 5,000 noted last, for an hour after each was noted. An unreadable one rests for 10 s, then
 * twice as long each time, up to two minutes: meanwhile it costs a batch of others no request. `now`: milliseconds.
 */
export function createTroubledItems(now: () => number): TroubledItems {
  const held = new Map<string, Held>();

  function find(key: string): Held | undefined {
    const known = held.get(key);
    if (known && now() - known.atMs < forgottenAfterMs) return known;
    held.delete(key);
    return undefined;
  }

  return {
    has: (key) => find(key) !== undefined,
    restingFailure(key) {
      const known = find(key);
      if (known?.failure.failure.code !== 'secret_unreadable') return undefined;
      const restMs = Math.min(firstRestMs * 2 ** (known.count - 1), longestRestMs);
      return now() - known.atMs < restMs ? known.failure : undefined;
    },
    note(key, failure) {
      const count = Math.min((find(key)?.count ?? 0) + 1, 30);
      held.delete(key);
      held.set(key, { failure, count, atMs: now() });
      const [oldest] = held.keys();
      if (held.size > mostHeld && oldest !== undefined) held.delete(oldest);
    },
    clear: (key) => void held.delete(key),
  };
}
