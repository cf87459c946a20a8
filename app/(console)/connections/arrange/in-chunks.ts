import type { Outcome } from '@/lib/kernel/outcome';

// What one call of the verbs takes: lib/connections/arrange-schema.
const atOnce = 500;

/**
 * Does something with many keys, as many a call as one takes, one call after the other. Ends at the first that fails;
 * `join` makes one answer of all.
 */
export async function inChunks<T>(
  keys: readonly string[],
  act: (keys: string[]) => Promise<Outcome<T>>,
  join: (before: T, next: T) => T,
): Promise<Outcome<T>> {
  let whole = await act(keys.slice(0, atOnce));
  for (let at = atOnce; at < keys.length && whole.ok; at += atOnce) {
    const next = await act(keys.slice(at, at + atOnce));
    whole = next.ok ? { ok: true, value: join(whole.value, next.value) } : next;
  }
  return whole;
}

/** Joins what several calls changed. */
export function joinChanged(
  before: { changed: string[] },
  next: { changed: string[] },
): { changed: string[] } {
  return { changed: [...before.changed, ...next.changed] };
}
