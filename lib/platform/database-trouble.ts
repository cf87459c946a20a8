import { asLatchkeyError } from '@/lib/kernel/errors';
import { database, foreseenDatabaseTrouble } from './database';
import { log } from './log';
import { once } from './singleton';
import { isStorageTrouble, type StorageTrouble } from './storage-trouble';

/**
 * What keeps the open database from saving, also when it became so after the start: a full disk, a server that was made
 * read-only or a replica. Undefined: nothing does. Throws when the database does not answer.
 */
export async function databaseTrouble(): Promise<StorageTrouble | undefined> {
  const trouble = await askDatabase();
  const last = once<{ trouble?: StorageTrouble }>('database.trouble', () => ({}));
  if (trouble === last.trouble) return trouble;
  last.trouble = trouble;
  if (trouble) log.error('database.not-writable', { code: trouble });
  else log.info('database.writable');
  return trouble;
}

async function askDatabase(): Promise<StorageTrouble | undefined> {
  try {
    const [state] = await database().$queryRaw<{ is_read_only: boolean }[]>`
      SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS is_read_only`;
    return state?.is_read_only ? (foreseenDatabaseTrouble() ?? 'storage_read_only') : undefined;
  } catch (error) {
    const { code } = asLatchkeyError(error);
    if (isStorageTrouble(code)) return code;
    throw error;
  }
}
