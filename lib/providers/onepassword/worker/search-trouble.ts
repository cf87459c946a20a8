import { ItemState } from '@1password/sdk';
import { sentence } from '@/lib/kernel/sentence';
import { type Batch, fetchBatch, fetchOne, type ItemReadings, keyOfPlace } from './fetch-items';
import { asProviderFailure, certain, ProviderFailure, passing } from './provider-failure';
import type { Job } from './sdk-call';
import { askSdk } from './sdk-call';

// Requests that one batch may spend on finding out which of its items spoil it: two bad ones in fifty need about that.
const searchBudget = 20;

/**
 * Finds out about items that a batch did not give: which are archived or gone (one listing tells for all), which cannot be
 * read (by halves), and reads the rest. Every item of the batch has a reading afterwards.
 */
export async function searchTrouble(job: Job, batch: Batch, readings: ItemReadings): Promise<void> {
  const listed = await listStates(job, batch.vaultId);
  if (listed instanceof ProviderFailure) {
    if (listed.place === 'request') return giveAll(batch, listed, readings);
    return readByHalves(job, batch, { left: searchBudget }, readings);
  }
  for (const itemId of batch.itemIds) {
    const state = listed.get(itemId);
    if (state === ItemState.Active) continue;
    const key = keyOfPlace({ vaultId: batch.vaultId, itemId });
    if (state === ItemState.Archived) job.account.troubledItems.add(key);
    readings.set(
      key,
      certain('secret_not_found', state === ItemState.Archived ? sentence('itemArchived') : undefined),
    );
  }
  await readByHalves(job, withoutReading(batch, readings), { left: searchBudget }, readings);
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

async function readByHalves(
  job: Job,
  batch: Batch,
  budget: { left: number },
  readings: ItemReadings,
): Promise<void> {
  const [first, ...others] = batch.itemIds;
  if (first === undefined) return;
  if (budget.left <= 0) return giveAll(batch, passing('provider_unavailable'), readings);
  budget.left -= 1;
  if (others.length === 0) {
    const place = { vaultId: batch.vaultId, itemId: first };
    return readings.set(keyOfPlace(place), await fetchOne(job, place));
  }
  const failure = await fetchBatch(job, batch, readings);
  if (failure?.place === 'request') return giveAll(batch, failure, readings);
  for (const half of halvesOf(withoutReading(batch, readings)))
    await readByHalves(job, half, budget, readings);
}

function halvesOf({ vaultId, itemIds }: Batch): Batch[] {
  const middle = Math.ceil(itemIds.length / 2);
  return [itemIds.slice(0, middle), itemIds.slice(middle)].map((half) => ({ vaultId, itemIds: half }));
}
