import { ItemState } from '@1password/sdk';
import { messageFor } from '@/lib/kernel/message';
import { inParallel } from '@/lib/providers/http/in-parallel';
import { asProviderFailure, certain, ProviderFailure, unreadable } from '@/lib/providers/provider-failure';
import { type Batch, fetchBatch, fetchOne, getItem } from './fetch-items';
import { type ItemPlace, type ItemReadings, keyOfPlace } from './item-place';
import type { Job } from './sdk-call';
import { askSdk } from './sdk-call';

// Batches that one search may ask for. What is left then is asked for one by one: with so many unreadable items that takes
// no more requests, and no item that can be read goes without.
const searchBudget = 16;
const parallelRequests = 4;

interface Search {
  job: Job;
  readings: ItemReadings;
  /** Batches that may still be asked for. */
  left: number;
}

/**
 * Finds out about items that a batch did not give: which are archived or gone (one listing tells for all), which cannot be
 * read (by halves), and reads the rest. Every item of the batch has a reading afterwards.
 */
export async function searchTrouble(job: Job, batch: Batch, readings: ItemReadings): Promise<void> {
  const listed = await listStates(job, batch.vaultId);
  if (listed instanceof ProviderFailure) {
    if (listed.place === 'request') return giveAll(batch, listed, readings);
    return searchUnreadable(job, batch, readings);
  }
  for (const itemId of batch.itemIds) {
    const state = listed.get(itemId);
    if (state === ItemState.Active) continue;
    const key = keyOfPlace({ vaultId: batch.vaultId, itemId });
    const isArchived = state === ItemState.Archived;
    const failure = certain('secret_not_found', isArchived ? messageFor('itemArchived') : undefined);
    if (isArchived) job.account.troubled.note(key, failure);
    readings.set(key, failure);
  }
  const search = { job, readings, left: searchBudget };
  await readUntold(search, withoutReading(batch, readings));
}

/** Finds by halves the items that a refused batch of active ones was refused for, and reads the others. */
export async function searchUnreadable(job: Job, batch: Batch, readings: ItemReadings): Promise<void> {
  await readHalves({ job, readings, left: searchBudget }, batch);
}

/**
 * The same where the answer as a whole had another shape than the SDK knows: that is one item's doing only if another item
 * can be read still. Else nothing is known of these items, and each gets `failure`.
 */
export async function searchMisshapen(
  job: Job,
  batch: Batch,
  failure: ProviderFailure,
  readings: ItemReadings,
): Promise<void> {
  const places = batch.itemIds.map((itemId) => ({ vaultId: batch.vaultId, itemId }));
  const witness = await findReadable(job, [...places.slice(0, 1), ...places.slice(1).slice(-1)]);
  if (!witness) return giveAll(batch, failure, readings);
  await searchUnreadable(job, batch, readings);
}

/** The items of a batch that have no reading yet. */
export function withoutReading(batch: Batch, readings: ItemReadings): Batch {
  const { vaultId, itemIds } = batch;
  return { vaultId, itemIds: itemIds.filter((itemId) => !readings.has(keyOfPlace({ vaultId, itemId }))) };
}

/** Gives every item of a batch the same failure. */
export function giveAll({ vaultId, itemIds }: Batch, failure: ProviderFailure, readings: ItemReadings): void {
  for (const itemId of itemIds) readings.set(keyOfPlace({ vaultId, itemId }), failure);
}

/** Reads one item on its own into the readings. A misshapen answer is the item's own when another item can be read still. */
export async function readAlone(job: Job, place: ItemPlace, readings: ItemReadings): Promise<void> {
  const key = keyOfPlace(place);
  const reading = await fetchOne(job, place);
  const isMisshapen = reading instanceof ProviderFailure && reading.place === 'shape';
  if (!isMisshapen || !(await findReadable(job, []))) return readings.set(key, reading);
  job.account.troubled.note(key, unreadable);
  readings.set(key, unreadable);
}

/** Whether one of these items, or the one read well last, can be read now. */
async function findReadable(job: Job, places: readonly ItemPlace[]): Promise<boolean> {
  const { lastRead } = job.account;
  for (const place of [...(lastRead ? [lastRead] : []), ...places]) {
    if (!((await getItem(job, place)) instanceof ProviderFailure)) return true;
  }
  return false;
}

async function listStates(job: Job, vaultId: string): Promise<Map<string, ItemState> | ProviderFailure> {
  try {
    const listed = await askSdk(job, { vaultId }, (client) =>
      client.items.list(vaultId, { type: 'ByState', content: { active: true, archived: true } }),
    );
    return new Map(listed.map(({ id, state }) => [id, state]));
  } catch (error) {
    return asProviderFailure(error);
  }
}

/** Reads items of which it is not known whether one of them spoils a batch. Answers whether one did. */
async function readUntold(search: Search, batch: Batch): Promise<boolean> {
  const { job, readings } = search;
  if (batch.itemIds.length <= 1 || search.left <= 0) {
    await readEach(search, batch);
    return false;
  }
  search.left -= 1;
  const failure = await fetchBatch(job, batch, readings);
  if (failure?.place === 'request') {
    giveAll(batch, failure, readings);
    return true;
  }
  const missing = withoutReading(batch, readings);
  if (failure) await readHalves(search, missing);
  else await readEach(search, missing);
  return failure !== undefined;
}

/** Reads items one of which spoils a batch: when the first half is sound, that is known of the second without asking. */
async function readHalves(search: Search, batch: Batch): Promise<void> {
  if (batch.itemIds.length <= 1) return readEach(search, batch);
  const middle = Math.ceil(batch.itemIds.length / 2);
  const first: Batch = { vaultId: batch.vaultId, itemIds: batch.itemIds.slice(0, middle) };
  const second: Batch = { vaultId: batch.vaultId, itemIds: batch.itemIds.slice(middle) };
  if (first.itemIds.length === 1) return readEach(search, batch);
  if (await readUntold(search, first)) await readUntold(search, second);
  else await readHalves(search, second);
}

async function readEach({ job, readings }: Search, { vaultId, itemIds }: Batch): Promise<void> {
  await inParallel(itemIds, parallelRequests, (itemId) => readAlone(job, { vaultId, itemId }, readings));
}
