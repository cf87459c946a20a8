import { inParallel } from '@/lib/providers/http/in-parallel';
import { type Batch, fetchBatch } from './fetch-items';
import { type ItemPlace, type ItemReadings, keyOfPlace } from './item-place';
import type { Job } from './sdk-call';
import {
  giveAll,
  readAlone,
  searchMisshapen,
  searchTrouble,
  searchUnreadable,
  withoutReading,
} from './search-trouble';

/** Items that one request reads. */
export const batchSize = 50;
const parallelRequests = 4;
// Up to so many missing items are asked one by one; more are looked up in one listing of the vault.
const maxConfirmed = 2;

/**
 * Reads items by ids, up to 50 of a vault in one request. An answer that is reordered, short or about another item gives no
 * wrong item: it costs another request. An item is missing only when 1Password says so of this very item. One that cannot be
 * read is left out of batches, and not asked for at all for a while unless it is asked for alone.
 */
export async function readItems(
  job: Job,
  places: readonly ItemPlace[],
  readings: ItemReadings,
): Promise<void> {
  const distinct = [...new Map(places.map((place) => [keyOfPlace(place), place])).values()];
  const { troubled } = job.account;
  const isTroubled = (place: ItemPlace) => troubled.has(keyOfPlace(place));
  const batches = batchesOf(distinct.filter((place) => !isTroubled(place)));
  const alone = distinct.filter(isTroubled).filter((place) => {
    const resting = distinct.length > 1 ? troubled.restingFailure(keyOfPlace(place)) : undefined;
    if (resting) readings.set(keyOfPlace(place), resting);
    return !resting;
  });
  const tasks = [
    ...batches.map((batch) => () => readBatch(job, batch, readings)),
    ...alone.map((place) => () => readAlone(job, place, readings)),
  ];
  await inParallel(tasks, parallelRequests, (task) => task());
}

async function readBatch(job: Job, batch: Batch, readings: ItemReadings): Promise<void> {
  const failure = await fetchBatch(job, batch, readings);
  const missing = withoutReading(batch, readings);
  if (failure?.place === 'request' && failure.failure.code !== 'secret_not_found') {
    return giveAll(missing, failure, readings);
  }
  if (failure?.place === 'shape') return searchMisshapen(job, missing, failure, readings);
  if (failure?.failure.code === 'secret_unreadable') return searchUnreadable(job, missing, readings);
  if (failure || missing.itemIds.length > maxConfirmed) return searchTrouble(job, missing, readings);
  for (const itemId of missing.itemIds) await readAlone(job, { vaultId: batch.vaultId, itemId }, readings);
}

function batchesOf(places: readonly ItemPlace[]): Batch[] {
  const byVault = new Map<string, string[]>();
  for (const { vaultId, itemId } of places) byVault.set(vaultId, [...(byVault.get(vaultId) ?? []), itemId]);
  return [...byVault].flatMap(([vaultId, itemIds]) => {
    const starts = Array.from(
      { length: Math.ceil(itemIds.length / batchSize) },
      (_, index) => index * batchSize,
    );
    return starts.map((at) => ({ vaultId, itemIds: itemIds.slice(at, at + batchSize) }));
  });
}
