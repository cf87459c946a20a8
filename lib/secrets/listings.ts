import { LRUCache } from 'lru-cache';
import type { LoadedManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { once } from '@/lib/platform/singleton';
import type { BrowseListing, BrowsePlace } from '@/lib/providers/contract';

// Titles and ids alone. Long enough for several people and pages at work, short enough that a new item soon shows.
const keptMs = 2 * 60_000;
const mostRows = 200_000;

interface Held {
  listing: Promise<BrowseListing>;
  atMs: number;
}

const listings = () =>
  once('browse-listings', () => new LRUCache<string, Held>({ max: 2_000, maxSize: mostRows }));

/** How old a listing may be: one from memory, or one asked for now. */
export type ListingAge = 'recent' | 'new';

/**
 * A listing that was read lately, or `read` and kept for two minutes: opening the picker costs requests once, not once
 * a person. Whoever asks while it is being read joins. Failures are not kept; a new credential has listings of its own.
 */
export function recallListing(
  manager: LoadedManager,
  place: BrowsePlace,
  age: ListingAge,
  read: () => Promise<BrowseListing>,
): Promise<BrowseListing> {
  const key = keyOf(manager, place);
  const memory = listings();
  const nowMs = clock().now();
  const held = memory.get(key);
  if (held && age === 'recent' && nowMs - held.atMs < keptMs) return held.listing;
  const listing = read();
  memory.set(key, { listing, atMs: nowMs }, { size: 100 });
  listing.then(
    (done) =>
      memory.peek(key)?.listing === listing &&
      memory.set(key, { listing, atMs: nowMs }, { size: rowsOf(done) }),
    () => memory.peek(key)?.listing === listing && memory.delete(key),
  );
  return listing;
}

/** Keeps a listing that came along with others, as if it had been asked for alone. */
export function rememberListing(manager: LoadedManager, place: BrowsePlace, listing: BrowseListing): void {
  const held = { listing: Promise.resolve(listing), atMs: clock().now() };
  listings().set(keyOf(manager, place), held, { size: rowsOf(listing) });
}

/** Whether a recent listing is in memory, or is being read. */
export function isListed(manager: LoadedManager, place: BrowsePlace): boolean {
  const held = listings().peek(keyOf(manager, place));
  return held !== undefined && clock().now() - held.atMs < keptMs;
}

function keyOf(manager: LoadedManager, place: BrowsePlace): string {
  return `${manager.id}:${manager.credentialRevision}:${JSON.stringify(place)}`;
}

function rowsOf(listing: BrowseListing): number {
  switch (listing.level) {
    case 'vaults':
      return listing.vaults.length + (listing.environments?.length ?? 0) + 1;
    case 'items':
      return listing.items.length + 1;
    case 'fields':
      return listing.fields.length + 1;
    case 'variables':
      return listing.variables.length + 1;
    case 'path':
      return listing.nodes.length + 1;
    case 'contents':
      return listing.items.reduce((rows, item) => rows + (item.ok ? item.fields.length : 1), 1);
  }
}
