import { LRUCache } from 'lru-cache';
import { clock } from '@/lib/platform/clock';
import { once } from '@/lib/platform/singleton';
import type { Reading } from './reading';

// Long enough that a key held down on Test does not become a storm.
const restMs = 3_000;
const mostHeld = 10_000;

interface Told {
  reading: Reading & { ok: false };
  atMs: number;
}

/** By cache key. The cache itself holds no absence of what only people looked up. */
const told = () => once('told-absences', () => new LRUCache<string, Told>({ max: mostHeld }));

/** Remembers that people were told of a reference that it is absent. */
export function noteToldAbsence(key: string, reading: Reading & { ok: false }): void {
  told().set(key, { reading, atMs: clock().now() });
}

/** What people were told of a reference moments ago, which is told again; else the provider is asked. */
export function justToldAbsence(key: string): (Reading & { ok: false }) | undefined {
  const last = told().get(key);
  return last && isRecentAbsence(last.atMs) ? last.reading : undefined;
}

/** Whether an absence found at that time is still told to people: what was just repaired there is to be found. */
export function isRecentAbsence(atMs: number): boolean {
  return clock().now() - atMs < restMs;
}

/** Whether it was found absent for people before: asking for it again is no other guess. */
export function wasToldAbsent(key: string): boolean {
  return told().has(key);
}
