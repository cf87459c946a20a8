import { ItemState } from '@1password/sdk';
import { groupBy } from '@/lib/kernel/group-by';
import { fetchBatch } from './fetch-items';
import { type ItemPlace, type ItemReadings, keyOfPlace } from './item-place';
import { listItems } from './locate';
import { batchSize, readItems } from './read-items';
import type { Job } from './sdk-call';
import { type SeenOverview, seenSince } from './seen';

// With so many items of a vault looked up one after the other before, a listing of it pays, too.
const listedAfter = 2;

/**
 * Reads items that somebody looks up. Who looked up another one of the vault shortly before is likely to go on: then the request
 * is filled up with items of the vault that were not seen yet, which costs nothing, and what they hold is seen for the next.
 */
export async function readWithNeighbours(
  job: Job,
  places: readonly ItemPlace[],
  readings: ItemReadings,
): Promise<void> {
  for (const [vaultId, group] of groupBy(places, (place) => place.vaultId)) {
    const itemIds = [...new Set(group.map(({ itemId }) => itemId))];
    const neighbours = await neighboursOf(job, vaultId, itemIds);
    noteLookUps(job, vaultId, itemIds.length);
    if (neighbours.length === 0) continue;
    const failure = await fetchBatch(job, { vaultId, itemIds: [...itemIds, ...neighbours] }, readings);
    // What spoils the batch may be a neighbour, which nobody asked for.
    if (failure) job.account.seen.spoilt.add(vaultId);
  }
  const unread = places.filter((place) => !readings.has(keyOfPlace(place)));
  if (unread.length > 0) await readItems(job, unread, readings);
}

async function neighboursOf(job: Job, vaultId: string, itemIds: readonly string[]): Promise<string[]> {
  const { seen, troubled } = job.account;
  const room = batchSize - itemIds.length;
  const before = lookUpsBefore(job, vaultId);
  const isTroubled = (itemId: string) => troubled.has(keyOfPlace({ vaultId, itemId }));
  if (before === 0 || room <= 0 || seen.spoilt.has(vaultId) || itemIds.some(isTroubled)) return [];
  const listed = seenSince(seen.listings.get(vaultId), job.seenSinceMs);
  const items = listed ?? (before >= listedAfter ? await tryList(job, vaultId) : []);
  const after = items.findIndex(({ id }) => id === itemIds[0]);
  return [...items.slice(after + 1), ...items.slice(0, after + 1)]
    .filter(({ id, state }) => {
      const isSeen = seenSince(seen.items.peek(keyOfPlace({ vaultId, itemId: id })), job.seenSinceMs);
      return state === ItemState.Active && !isSeen && !itemIds.includes(id) && !isTroubled(id);
    })
    .slice(0, room)
    .map(({ id }) => id);
}

/** A vault that cannot be listed has no neighbours to read; its items are read all the same. */
async function tryList(job: Job, vaultId: string): Promise<readonly SeenOverview[]> {
  try {
    return await listItems(job, vaultId);
  } catch {
    job.account.seen.spoilt.add(vaultId);
    return [];
  }
}

function lookUpsBefore({ account, seenSinceMs }: Job, vaultId: string): number {
  return seenSince(account.seen.lookUps.get(vaultId), seenSinceMs) ?? 0;
}

function noteLookUps(job: Job, vaultId: string, count: number): void {
  job.account.seen.lookUps.set(vaultId, { atMs: job.nowMs, what: lookUpsBefore(job, vaultId) + count });
}
