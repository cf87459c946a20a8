import { LRUCache } from 'lru-cache';
import { once } from '@/lib/platform/singleton';
import type { Entry } from './entry';

const maxSizeBytes = 64 * 1024 * 1024;
const overheadBytes = 600;

interface Memory {
  entries: LRUCache<string, Entry>;
  /** Per manager: answers asked for before this generation are not kept. */
  fences: Map<string, bigint>;
}

function memory(): Memory {
  return once('cache-memory', () => ({
    entries: new LRUCache<string, Entry>({ maxSize: maxSizeBytes, sizeCalculation: sizeOf }),
    fences: new Map(),
  }));
}

/** An entry of the memory cache, values sealed. Bounded by bytes; the least recently used go first. */
export function recall(key: string): Entry | undefined {
  return memory().entries.get(key);
}

/** Keeps an entry unless a newer one is there or its manager was cleared since it was asked for. */
export function remember(entry: Entry): void {
  const { entries, fences } = memory();
  const fence = fences.get(entry.managerId);
  if (fence !== undefined && entry.generation <= fence) return;
  const present = entries.peek(entry.key);
  if (present && present.generation > entry.generation) return;
  entries.set(entry.key, entry);
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
  for (const [key, entry] of entries.entries()) {
    if (entry.managerId === managerId) entries.delete(key);
  }
}

/** Forgets everything, e.g. after a gap in notifications. */
export function forgetAll(): void {
  memory().entries.clear();
}

/** How many entries and bytes memory holds. */
export function memorySize(): { count: number; sizeBytes: number } {
  const { entries } = memory();
  return { count: entries.size, sizeBytes: entries.calculatedSize };
}

function raiseFence(managerId: string, fence: bigint): void {
  const { fences } = memory();
  const present = fences.get(managerId);
  if (present === undefined || present < fence) fences.set(managerId, fence);
}

function sizeOf(entry: Entry): number {
  return overheadBytes + 2 * entry.reference.length + (entry.state === 'value' ? entry.sealed.byteLength : 0);
}
