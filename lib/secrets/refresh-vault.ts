import type { Entry, ValueEntry } from '@/lib/cache/entry';
import { nextGeneration } from '@/lib/cache/table';
import { touchEntries } from '@/lib/cache/touch';
import { isOneUnit } from '@/lib/kernel/locator';
import { type LoadedManager, sessionOf } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import type { BrowsedItem } from '@/lib/providers/contract';
import { parseLocator } from '@/lib/providers/references';
import { providerOf } from '@/lib/providers/registry';
import { withCircuitBreaker } from './circuit-breaker';
import { withClusterLock } from './cluster-lock';
import type { HeldEntry } from './in-use';
import { loadConfirmed } from './single-flight';
import { isUnlistable, noteUnlistable } from './unlistable';

// An item changed again within its clock's second shows the same time: what changed this recently is read anyway.
const recentMs = 5_000;

/** Reads the items of the entries in use again. */
export async function refreshByReading(manager: LoadedManager, entries: readonly HeldEntry[]): Promise<void> {
  await readAll(
    manager,
    entries.filter(({ isKept }) => isKept).map(({ entry }) => entry),
  );
}

/**
 * Lists a vault: all entries whose item has not changed are young again, for nothing more. Of the others those in use are
 * read. An entry asked for by names is read too, since only the provider can tell what its names mean now. Of several
 * processes on one database one does it.
 */
export function refreshByListing(
  manager: LoadedManager,
  vaultId: string,
  entries: readonly HeldEntry[],
): Promise<void> {
  return withClusterLock(`listing ${manager.id} ${vaultId}`, async () => {
    // What keeps one item from being listed keeps no other from being read.
    if (isUnlistable(manager, vaultId)) return refreshByReading(manager, entries);
    try {
      await touchUnchanged(manager, vaultId, entries);
    } catch (error) {
      if (!noteUnlistable(manager, vaultId, error)) throw error;
      await refreshByReading(manager, entries);
    }
  });
}

async function touchUnchanged(
  manager: LoadedManager,
  vaultId: string,
  entries: readonly HeldEntry[],
): Promise<void> {
  const generation = await nextGeneration();
  const atMs = clock().now();
  const items = await listItems(manager, vaultId);
  const isSame = ({ entry }: HeldEntry) =>
    parseLocator(entry.reference).isPinned && isUnchanged(entry, items);
  await touchEntries(
    manager,
    entries.filter(isSame).map(({ entry }) => entry.key),
    { generation, atMs },
  );
  await refreshByReading(
    manager,
    entries.filter((held) => !isSame(held)),
  );
}

function isUnchanged(entry: ValueEntry, items: ReadonlyMap<string, BrowsedItem>): boolean {
  const bound = parseLocator(entry.boundReference);
  const listed = isOneUnit(bound) ? onlyOf(items) : items.get(bound.unitId);
  if (!listed || wholeSecond(listed.updatedAt) !== wholeSecond(entry.itemUpdatedAt)) return false;
  return Date.parse(listed.updatedAt) < entry.fetchedAtMs - recentMs;
}

/** What an environment holds, whatever its id is now. */
function onlyOf(items: ReadonlyMap<string, BrowsedItem>): BrowsedItem | undefined {
  const [only, other] = items.values();
  return other ? undefined : only;
}

/** An item tells its time in seconds, a listing in milliseconds. */
function wholeSecond(time: string): number {
  return Math.floor(Date.parse(time) / 1_000);
}

async function listItems(manager: LoadedManager, vaultId: string): Promise<Map<string, BrowsedItem>> {
  const listing = await withCircuitBreaker(manager.id, () =>
    providerOf(manager.provider).browse(sessionOf(manager), { level: 'items', vaultId }),
  );
  return new Map(listing.level === 'items' ? listing.items.map((item) => [item.id, item]) : []);
}

async function readAll(manager: LoadedManager, entries: readonly Entry[]): Promise<void> {
  await Promise.all(
    entries.map(({ key, reference }) =>
      loadConfirmed(manager, { key, text: reference, reference: parseLocator(reference) }),
    ),
  );
}
