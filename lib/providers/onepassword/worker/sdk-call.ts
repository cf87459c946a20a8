import type { Client } from '@1password/sdk';
import type { Account } from './accounts';
import { classify } from './classify';
import type { WireRecord } from './wire-log';

/** What a call is about, to know its requests among those of parallel calls. Nothing: the whole account. */
export interface About {
  vaultId?: string;
  itemId?: string;
}

/** Runs one call of the SDK. Rejects with a ProviderFailure whose cause is read from the wire. */
export async function askSdk<T>(
  account: Account,
  about: About,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const mark = account.wire.mark();
  account.onWork();
  try {
    return await work(account.client);
  } catch (error) {
    const records = account.wire.since(mark).filter((record) => mayConcern(record, about));
    throw classify(error instanceof Error ? error.message : String(error), records);
  }
}

function mayConcern(record: WireRecord, about: About): boolean {
  const sameVault = !record.vaultId || !about.vaultId || record.vaultId === about.vaultId;
  const sameItem = !record.itemId || !about.itemId || record.itemId === about.itemId;
  return sameVault && sameItem;
}
