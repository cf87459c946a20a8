import { LRUCache } from 'lru-cache';
import { clock } from '@/lib/platform/clock';
import { isDatabaseAway } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { allIds, type LocalChange, onInvalidation } from '@/lib/platform/invalidation';
import { once } from '@/lib/platform/singleton';
import type { SnapshotPart } from '@/lib/platform/snapshot';
import { tellTakenAway } from '@/lib/platform/taken-away';
import type { Entry } from './entry';

const maxSizeBytes = 128 * 1024 * 1024;
const overheadBytes = 600;
/** Of a snapshot: the entries that were read last. */
const mostSnapshotBytes = 32 * 1024 * 1024;

interface Held {
  entry: Entry;
  /** When it was last read for somebody. */
  usedAtMs: number;
  /** Since changes may have been missed: until when it may be used while the database is away, of `performance.now()`. */
  usableUntilMs?: number;
}

interface Memory {
  entries: LRUCache<string, Held>;
  /** Per manager: answers asked for before this generation are not kept. */
  fences: Map<string, bigint>;
  /** Per manager: when something of it was cleared last. */
  clearedAtMs: Map<string, number>;
  /** When everything was forgotten last. */
  forgottenAtMs: number;
  /** What nobody else knows yet, as the table does not have it: it outlives a gap in notifications. */
  unwritten: Set<string>;
}

function memory(): Memory {
  return once('cache-memory', () => {
    onInvalidation('cache-memory', invalidate);
    return {
      entries: new LRUCache<string, Held>({
        maxSize: maxSizeBytes,
        sizeCalculation: ({ entry }) => sizeOf(entry),
      }),
      fences: new Map(),
      clearedAtMs: new Map(),
      forgottenAtMs: Number.NEGATIVE_INFINITY,
      unwritten: new Set(),
    };
  });
}

/** An entry of the memory cache, values sealed. Bounded by bytes; the least recently used go first. */
export function getCached(key: string): Entry | undefined {
  return believed(key);
}

/** The same where the table was asked for it and the database is away, whether that is known yet or not. */
export function getDetached(key: string): Entry | undefined {
  return believed(key, true);
}

function believed(key: string, isAway?: boolean): Entry | undefined {
  const held = memory().entries.get(key);
  return held && isBelieved(held, isAway) ? held.entry : undefined;
}

/** What changes may have been missed of is not used, unless the database, which would tell them, is away. */
function isBelieved({ usableUntilMs }: Held, isAway?: boolean): boolean {
  if (usableUntilMs === undefined) return true;
  return (isAway ?? isDatabaseAway()) && performance.now() < usableUntilMs;
}

/** Keeps an entry unless a newer one is there or its manager was cleared since it was asked for. */
export function putCached(entry: Entry): void {
  const { entries, fences } = memory();
  const fence = fences.get(entry.managerId);
  if (fence !== undefined && entry.generation <= fence) return;
  const present = entries.peek(entry.key);
  if (present && isBelieved(present) && present.entry.generation > entry.generation) return;
  // Looked at while the database is away, it stays in doubt: only another answer ends that.
  const isSame =
    present?.entry.state === 'value' && entry.state === 'value' && present.entry.sealed === entry.sealed;
  const usableUntilMs = isSame ? present.usableUntilMs : undefined;
  entries.set(entry.key, {
    entry,
    usedAtMs: present?.usedAtMs ?? 0,
    ...(usableUntilMs === undefined ? {} : { usableUntilMs }),
  });
}

/** Forgets an entry of that very generation: it was remembered before it was in the table, and did not get there. */
export function rollBackCached(key: string, generation: bigint): void {
  const { entries } = memory();
  if (entries.peek(key)?.entry.generation === generation) entries.delete(key);
}

/** Notes that an entry was read for somebody: those are kept fresh. */
export function noteUse(key: string, atMs: number): void {
  const held = memory().entries.peek(key);
  if (held) held.usedAtMs = Math.max(held.usedAtMs, atMs);
}

/** A manager's entries at one credential revision, each with when it was last read for somebody (0: never). */
export function entriesHeld(managerId: string, revision: number): { entry: Entry; usedAtMs: number }[] {
  const held: { entry: Entry; usedAtMs: number }[] = [];
  for (const each of memory().entries.values()) {
    const { entry } = each;
    if (entry.managerId === managerId && entry.revision === revision && isBelieved(each)) held.push(each);
  }
  return held;
}

/** The secret managers that memory holds something of which somebody reads, each with when that was last. */
export function managersHeld(): Map<string, number> {
  const managers = new Map<string, number>();
  for (const held of memory().entries.values()) {
    const { managerId } = held.entry;
    if (held.usedAtMs > (managers.get(managerId) ?? 0) && isBelieved(held))
      managers.set(managerId, held.usedAtMs);
  }
  return managers;
}

/** Forgets one entry and bars answers that were asked for before `fence` from coming back. */
export function forget(entry: { key: string; managerId: string }, fence: bigint): void {
  const { entries } = memory();
  raiseFence(entry.managerId, fence);
  entries.delete(entry.key);
}

/** Forgets all of a manager's entries, any revision, with the same bar. */
export function forgetManager(managerId: string, fence: bigint): void {
  const { entries } = memory();
  raiseFence(managerId, fence);
  for (const [key, { entry }] of entries.entries()) {
    if (entry.managerId === managerId) entries.delete(key);
  }
}

/**
 * Forgets everything that the table tells again. Where the change is a doubt, e.g. after a gap in notifications, it is kept for
 * as long as the database cannot be asked.
 */
export function forgetAll({ usableUntilMs }: Pick<LocalChange, 'usableUntilMs'> = {}): void {
  const { entries, unwritten } = memory();
  for (const [key, held] of entries.entries()) {
    if (unwritten.has(key)) continue;
    if (usableUntilMs === undefined) entries.delete(key);
    else held.usableUntilMs ??= usableUntilMs;
  }
  memory().forgottenAtMs = clock().now();
}

/** Keeps an entry that the table does not have, in the place of whatever is there: nobody else can have told of it. */
export function putUnwritten(entry: Entry): void {
  const { entries, unwritten } = memory();
  const present = entries.peek(entry.key)?.entry.generation ?? 0n;
  const generation = present > entry.generation ? present : entry.generation;
  unwritten.add(entry.key);
  putCached({ ...entry, generation });
}

/** The table tells it from now on. Where it was not kept there, it was cleared, or is of another token, and is used no more. */
export function forgetUnwritten(key: string, isKept: boolean): void {
  if (!memory().unwritten.delete(key)) return;
  if (isKept) doubt(key);
  else {
    memory().entries.delete(key);
    tellTakenAway();
  }
}

/** Has the table asked for it, unless the database is away. An absence that may be over is not believed then either. */
function doubt(key: string): void {
  const { entries } = memory();
  const held = entries.peek(key);
  if (held?.entry.state === 'absent') entries.delete(key);
  else if (held) held.usableUntilMs ??= performance.now() + env().detachedMs;
}

/** When something of a manager was cleared last, as far as this process knows: nothing that was seen before is used since. */
export function clearedAt(managerId: string): number {
  const { clearedAtMs, forgottenAtMs } = memory();
  return Math.max(forgottenAtMs, clearedAtMs.get(managerId) ?? Number.NEGATIVE_INFINITY);
}

/** How many entries and bytes memory holds. */
export function memorySize(): { count: number; sizeBytes: number } {
  const { entries } = memory();
  return { count: entries.size, sizeBytes: entries.calculatedSize };
}

/** The entries that somebody reads, for a start while the database is away. */
export const entrySnapshot: SnapshotPart = {
  name: 'cache-entries',
  take() {
    const nowMs = performance.now();
    const items = [];
    let sizeBytes = 0;
    for (const { entry, usedAtMs, usableUntilMs } of memory().entries.values()) {
      if (usedAtMs === 0) continue;
      sizeBytes += sizeOf(entry);
      if (sizeBytes > mostSnapshotBytes) break;
      const usableForMs = usableUntilMs === undefined ? undefined : usableUntilMs - nowMs;
      items.push({
        value: { entry, usedAtMs },
        sizeBytes: sizeOf(entry),
        ...(usableForMs === undefined ? {} : { usableForMs }),
      });
    }
    // The last that is put is the last that goes.
    return items.reverse();
  },
  put(value, usableUntilMs) {
    const { entry: read, usedAtMs } = asHeld(value);
    // A copy: what was read is a view of its whole record.
    const entry = read.state === 'value' ? { ...read, sealed: Uint8Array.from(read.sealed) } : read;
    memory().entries.set(entry.key, { entry, usedAtMs, usableUntilMs });
  },
};

/** Guarantee: what `take` gave. */
function asHeld(value: unknown): Pick<Held, 'entry' | 'usedAtMs'> {
  return value as Pick<Held, 'entry' | 'usedAtMs'>;
}

/** Another process cleared a manager's entries or wrote one again: the table has the truth. */
function invalidate(change: LocalChange): void {
  if (change.topic !== 'cache') return;
  if (change.id === allIds) forgetAll(change);
  else if (change.fence !== undefined) forgetManager(change.id, BigInt(change.fence));
  else if (change.key !== undefined) doubt(change.key);
}

function raiseFence(managerId: string, fence: bigint): void {
  const { fences, clearedAtMs } = memory();
  clearedAtMs.set(managerId, clock().now());
  tellTakenAway();
  const present = fences.get(managerId);
  if (present === undefined || present < fence) fences.set(managerId, fence);
}

function sizeOf(entry: Entry): number {
  return overheadBytes + 2 * entry.reference.length + (entry.state === 'value' ? entry.sealed.byteLength : 0);
}
