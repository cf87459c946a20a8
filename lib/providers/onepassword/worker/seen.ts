import type { Item, ItemOverview } from '@1password/sdk';
import { LRUCache } from 'lru-cache';
import type { Entry, ItemFrame } from '@/lib/providers/onepassword/items/entry';
import { entriesOf } from './item-entries';

/** An entry of an item without what it holds. */
export interface SeenEntry extends Omit<Entry, 'value' | 'code'> {
  /** Whether the item itself gave its value, or its one-time password: then a reference to it can be read. */
  gives: { value: boolean; code: boolean };
}

/** An item as it was read last, without any value: what references to it mean. */
export interface SeenItem {
  frame: ItemFrame;
  entries: readonly SeenEntry[];
}

/** An item of a vault, as a listing tells it. */
export type SeenOverview = Pick<ItemOverview, 'id' | 'title' | 'state'>;

/** Something with the time of the call that read it, in the host's milliseconds since the epoch. */
export interface Seen<T> {
  atMs: number;
  what: T;
}

/** What was seen of one account while it served its calls. Titles, ids and types; no value. */
export interface SeenThings {
  vaults: Seen<readonly { id: string; title: string }[]> | undefined;
  /** By vault. */
  listings: Map<string, Seen<readonly SeenOverview[]>>;
  /** By `vault/item`. */
  items: LRUCache<string, Seen<SeenItem>>;
  /** By vault: items that were looked up one by one. */
  lookUps: Map<string, Seen<number>>;
  /** Vaults in which an item spoils batches: nothing is read ahead there. */
  spoilt: Set<string>;
}

// Entries of items, and rows of listings.
const mostEntries = 20_000;
const mostRows = 20_000;

/** Makes an empty memory. What is seen is seen until something newer is, or there is no more room for it. */
export function createSeenThings(): SeenThings {
  return {
    vaults: undefined,
    listings: new Map(),
    items: new LRUCache<string, Seen<SeenItem>>({
      maxSize: mostEntries,
      sizeCalculation: ({ what }) => what.entries.length + what.frame.sections.length + 1,
    }),
    lookUps: new Map(),
    spoilt: new Set(),
  };
}

/** Notes the items of a vault. */
export function noteListing(
  { listings }: SeenThings,
  vaultId: string,
  { atMs, what }: Seen<readonly SeenOverview[]>,
): void {
  listings.delete(vaultId);
  const rows = [...listings.values()].reduce((sum, held) => sum + held.what.length, what.length);
  if (rows > mostRows) listings.clear();
  if (what.length > mostRows) return;
  listings.set(vaultId, { atMs, what: what.map(({ id, title, state }) => ({ id, title, state })) });
}

/** Notes an item that was read. */
export function noteItem({ items }: SeenThings, item: Item, atMs: number): void {
  const { id, vaultId, title, category, sections, version, updatedAt } = item;
  const frame: ItemFrame = { id, vaultId, title, category, sections, version, updatedAt };
  try {
    const entries = entriesOf(item).map(({ value, code, ...entry }) => ({
      ...entry,
      gives: { value: value !== undefined, code: code !== undefined },
    }));
    items.set(`${vaultId}/${id}`, { atMs, what: { frame, entries } });
  } catch {
    // Whatever it holds that was not thought of: it is not remembered.
    items.delete(`${vaultId}/${id}`);
  }
}

/** What was seen since a time; undefined when it was seen before, or not at all. */
export function seenSince<T>(seen: Seen<T> | undefined, sinceMs: number | undefined): T | undefined {
  return seen && sinceMs !== undefined && seen.atMs > sinceMs ? seen.what : undefined;
}
