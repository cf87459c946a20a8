import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { database, foreseenDatabaseTrouble } from './database';
import { log } from './log';
import { once } from './singleton';
import { isStorageTrouble, type StorageTrouble } from './storage-trouble';

/** What is wrong with the database while what is known is still read. */
export type DatabaseTrouble = StorageTrouble | Extract<ErrorCode, 'database_unavailable'>;

// Before whoever asks for readiness gives up.
const deadlineMs = 1_500;

interface Last {
  trouble?: DatabaseTrouble;
  /** Since when it has not answered. */
  awaySinceMs?: number;
}

const last = () => once<Last>('database.trouble', () => ({}));

/** Has a start without the database count it as away since then, of `performance.now()`. */
export function noteDatabaseAway(sinceMs: number): void {
  last().awaySinceMs = sinceMs;
}

/**
 * What keeps the open database from saving, also when it became so after the start: a full disk, a server that was made
 * read-only or a replica, one that cannot be reached. Undefined: nothing does. Throws when it has not been reached for
 * longer than `detachedMs`.
 */
export async function databaseTrouble(detachedMs: number): Promise<DatabaseTrouble | undefined> {
  const state = last();
  const late = sleep(deadlineMs, 'database_unavailable' as const, { ref: false });
  const trouble = await Promise.race([askDatabase(), late]);
  if (trouble !== state.trouble) {
    state.trouble = trouble;
    if (trouble) log.error('database.not-writable', { code: trouble });
    else log.info('database.writable');
  }
  if (trouble !== 'database_unavailable') {
    delete state.awaySinceMs;
    return trouble;
  }
  state.awaySinceMs ??= performance.now();
  if (performance.now() - state.awaySinceMs >= detachedMs) throw new Error('away for too long');
  return trouble;
}

async function askDatabase(): Promise<DatabaseTrouble | undefined> {
  try {
    const [state] = await database().$queryRaw<{ is_read_only: boolean }[]>`
      SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS is_read_only`;
    return state?.is_read_only ? (foreseenDatabaseTrouble() ?? 'storage_read_only') : undefined;
  } catch (error) {
    const { code } = asLatchkeyError(error);
    return isStorageTrouble(code) ? code : 'database_unavailable';
  }
}
