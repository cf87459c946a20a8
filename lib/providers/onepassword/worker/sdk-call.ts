import type { Client } from '@1password/sdk';
import { passing } from '@/lib/providers/provider-failure';
import type { Account } from './accounts';
import { classify } from './classify';
import type { WireRecord } from './wire-log';

/** One call's work on an account. */
export interface Job {
  account: Account;
  /** When the host asked, in its milliseconds since the epoch. */
  nowMs: number;
  /** What was seen since then may be used instead of asking. Undefined: nothing may. */
  seenSinceMs?: number | undefined;
  /** Whether its deadline has passed: then it asks nothing more. */
  isOver(): boolean;
}

/** What a call is about, to know its requests among those of parallel calls. Nothing: the whole account. */
export interface About {
  vaultId?: string;
  itemId?: string;
}

/** Runs one call of the SDK. Rejects with a ProviderFailure whose cause is read from the wire;
 * at once when the job is over. */
export async function askSdk<T>(job: Job, about: About, work: (client: Client) => Promise<T>): Promise<T> {
  if (job.isOver()) throw passing('provider_timeout');
  const mark = job.account.wire.mark();
  job.account.onWork();
  try {
    return await work(job.account.client);
  } catch (error) {
    const records = job.account.wire.since(mark).filter((record) => mayConcern(record, about));
    throw classify(error instanceof Error ? error.message : String(error), records);
  }
}

function mayConcern(record: WireRecord, about: About): boolean {
  const sameVault = !record.vaultId || !about.vaultId || record.vaultId === about.vaultId;
  const sameItem = !record.itemId || !about.itemId || record.itemId === about.itemId;
  return sameVault && sameItem;
}
