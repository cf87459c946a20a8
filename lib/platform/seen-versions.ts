import { LRUCache } from 'lru-cache';
import type { SealedTable } from './sealed-columns';
import { once } from './singleton';

// The least recently read ones go first. An entry takes about 150 bytes.
const mostKept = 100_000;

const seenOf = (table: SealedTable) =>
  once(`seen-versions: ${table}`, () => new LRUCache<string, bigint>({ max: mostKept }));

/**
 * Whether no newer version of a sealed row was seen by this process, and notes it then. `place` names the row for as long
 * as others take its place. Whoever writes the database can put back an old row together with its version; a process that
 * has seen the newer one does not go back (docs/decisions/0101).
 */
export function isNewestSeen(table: SealedTable, place: string, version: bigint): boolean {
  const highest = seenOf(table).get(place);
  if (highest !== undefined && highest > version) return false;
  if (highest !== version) seenOf(table).set(place, version);
  return true;
}

/** The highest version that this process has seen there. Undefined: none, or it is forgotten. */
export function highestSeen(table: SealedTable, place: string): bigint | undefined {
  return seenOf(table).get(place);
}

/** Notes what this process has written itself. */
export function noteSeen(table: SealedTable, place: string, version: bigint): void {
  isNewestSeen(table, place, version);
}
