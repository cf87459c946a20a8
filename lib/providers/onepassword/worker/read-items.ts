import type { Account } from './accounts';
import {
  type Batch,
  fetchBatch,
  fetchOne,
  type ItemPlace,
  type ItemReadings,
  keyOfPlace,
} from './fetch-items';
import { inParallel } from './in-parallel';
import { giveAll, searchTrouble, withoutReading } from './search-trouble';

const batchSize = 50;
const parallelRequests = 4;
// Up to so many missing items are asked one by one; more are looked up in one listing of the vault.
const maxConfirmed = 2;

/**
 * Reads items by ids, up to 50 of a vault in one request. An answer that is reordered, short or about another item gives no
 * wrong item: it costs another request. An item is missing only when 1Password says so of this very item.
 */
export async function readItems(account: Account, places: readonly ItemPlace[]): Promise<ItemReadings> {
  const readings: ItemReadings = new Map();
  const distinct = [...new Map(places.map((place) => [keyOfPlace(place), place])).values()];
  const isTroubled = (place: ItemPlace) => account.troubledItems.has(keyOfPlace(place));
  const batches = batchesOf(distinct.filter((place) => !isTroubled(place)));
  const tasks = [
    ...batches.map((batch) => () => readBatch(account, batch, readings)),
    ...distinct.filter(isTroubled).map((place) => () => fetchOne(account, place, readings)),
  ];
  await inParallel(tasks, parallelRequests, (task) => task());
  return readings;
}

async function readBatch(account: Account, batch: Batch, readings: ItemReadings): Promise<void> {
  const failure = await fetchBatch(account, batch, readings);
  const missing = withoutReading(batch, readings);
  if (failure?.place === 'request' && failure.failure.code !== 'secret_not_found') {
    return giveAll(missing, failure, readings);
  }
  if (failure || missing.itemIds.length > maxConfirmed) return searchTrouble(account, missing, readings);
  for (const itemId of missing.itemIds) await fetchOne(account, { vaultId: batch.vaultId, itemId }, readings);
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
