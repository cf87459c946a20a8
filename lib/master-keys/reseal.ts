import { setTimeout } from 'node:timers/promises';
import { database } from '@/lib/platform/database';
import { keyring, newestKeyId } from '@/lib/platform/keyring';
import { resealCredentials } from './reseal-credentials';
import { resealEntries } from './reseal-entries';
import { resealLiterals, resealTexts } from './reseal-fields';

/** Reseals rows after this id, in their order. Answers the last id looked at; undefined: there are no more. */
export type ResealBatch = (afterId: string) => Promise<string | undefined>;

const batches: readonly ResealBatch[] = [resealCredentials, resealLiterals, resealTexts, resealEntries];
// Others use the database meanwhile, and the embedded one is a single session.
const pauseMs = 20;

/**
 * Seals everything anew that another key than the current one sealed, in small batches of one statement each. A row
 * changes only if it is still as it was read, so that it may be killed at any time and run in several processes. Does
 * nothing where the current key is not the newest one: there an older configuration still runs. `signal` ends it.
 * Answers whether it looked at everything.
 */
export async function resealAll(signal?: AbortSignal): Promise<boolean> {
  if ((await newestKeyId(database())) !== keyring().current.id.toString('hex')) return false;
  for (const batch of batches) {
    let afterId: string | undefined = '';
    while (afterId !== undefined && !signal?.aborted) {
      afterId = await batch(afterId);
      if (afterId !== undefined) await setTimeout(pauseMs);
    }
  }
  return !signal?.aborted;
}
