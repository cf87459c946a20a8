import type { Item } from '@1password/sdk';
import { messageFor } from '@/lib/kernel/message';
import { asProviderFailure, ProviderFailure, passing } from '@/lib/providers/provider-failure';
import { type ItemPlace, type ItemReadings, keyOfPlace } from './item-place';
import type { Job } from './sdk-call';
import { askSdk } from './sdk-call';
import { noteItem } from './seen';

/** Some items of one vault, at most 50. */
export interface Batch {
  vaultId: string;
  itemIds: readonly string[];
}

/**
 * Fetches a batch in one request and keeps the items that were asked for, matched by their own ids, never by position.
 * Answers the failure when the SDK refused the batch as a whole.
 */
export async function fetchBatch(
  job: Job,
  { vaultId, itemIds }: Batch,
  readings: ItemReadings,
): Promise<ProviderFailure | undefined> {
  try {
    const answer = await askSdk(job, { vaultId }, (client) => client.items.getAll(vaultId, [...itemIds]));
    for (const { content: item } of answer.individualResponses) {
      if (item && item.vaultId === vaultId && itemIds.includes(item.id)) {
        const place = { vaultId, itemId: item.id };
        job.account.lastRead = place;
        noteItem(job.account.seen, item, job.nowMs);
        readings.set(keyOfPlace(place), item);
      }
    }
    return undefined;
  } catch (error) {
    return asProviderFailure(error);
  }
}

/**
 * Reads one item by itself: its failure is exact. An item with another id than asked is no answer. Remembers on the account
 * whether it would spoil a batch.
 */
export async function fetchOne(job: Job, place: ItemPlace): Promise<Item | ProviderFailure> {
  const key = keyOfPlace(place);
  const reading = await getItem(job, place);
  if (reading instanceof ProviderFailure && reading.place === 'item') job.account.troubled.note(key, reading);
  else if (!(reading instanceof ProviderFailure)) job.account.troubled.clear(key);
  return reading;
}

/** Reads one item on its own, and remembers nothing of a failure. */
export async function getItem(job: Job, place: ItemPlace): Promise<Item | ProviderFailure> {
  const { vaultId, itemId } = place;
  try {
    const item = await askSdk(job, place, (client) => client.items.get(vaultId, itemId));
    if (item.id === itemId && item.vaultId === vaultId) {
      job.account.lastRead = place;
      noteItem(job.account.seen, item, job.nowMs);
      return item;
    }
    return passing('provider_unavailable', messageFor('itemOther'));
  } catch (error) {
    return asProviderFailure(error);
  }
}
