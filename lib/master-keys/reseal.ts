import { setTimeout } from 'node:timers/promises';
import type { Keyring } from '@/lib/crypto/keyring';
import { database, transaction } from '@/lib/platform/database';
import { keyring, newestKeyId } from '@/lib/platform/keyring';
import { log } from '@/lib/platform/log';
import { tablesOfBefore } from '@/lib/platform/sealed-columns';
import { settleUnversioned } from '@/lib/platform/unversioned-tables';
import { resealCredentials } from './reseal-credentials';
import { resealEntries } from './reseal-entries';
import { resealFeeds } from './reseal-feeds';
import { resealLiterals, resealTexts } from './reseal-fields';
import { resealVersions } from './reseal-versions';

/** Reseals rows after this id, in their order. Answers the last id looked at; undefined: there are no more. */
export type ResealBatch = (afterId: string) => Promise<string | undefined>;

const batches: readonly ResealBatch[] = [
  resealCredentials,
  resealFeeds,
  resealLiterals,
  resealTexts,
  resealVersions,
  resealEntries,
];
// Others use the database meanwhile, and the embedded one is a single session.
const pauseMs = 20;

/**
 * Reseals everything that another key than the current one sealed, or in an older version, in small batches of one
 * statement each. Then has no envelope of version 1 open where none is left. A row changes only if it is still as it was read, so that it may be killed at any time and run in several processes. Does
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
  if (signal?.aborted) return false;
  await closeTables();
  return true;
}

/** Has no envelope of version 1 open in a table that holds none any more. */
async function closeTables(): Promise<void> {
  const ring = keyring();
  if (!opensUnversioned(ring)) return;
  const left: ReadonlySet<string> = new Set(await transaction((tx) => settleUnversioned(tx, ring)));
  for (const table of tablesOfBefore) {
    if (!left.has(table) && ring.unversionedTables.delete(table)) {
      log.info('master-keys.table-versioned', { kind: table });
    }
  }
}

/** Whether envelopes of version 1 may be there still. */
export function opensUnversioned({ unversionedTables }: Keyring): boolean {
  return tablesOfBefore.some((table) => unversionedTables.has(table));
}
