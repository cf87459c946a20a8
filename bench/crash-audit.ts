import { cacheKey } from '@/lib/cache/key';
import { loadEntries } from '@/lib/cache/table';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { closeDatabase, database, openDatabase } from '@/lib/platform/database';
import { readEnv } from '@/lib/platform/env';
import { keyring, openKeyring } from '@/lib/platform/keyring';
import { openEntry } from '@/lib/secrets/sealed-entry';
import type { Account } from './account';
import type { ServerSettings } from './server-process';

/** Opens the database that a server left and looks at every entry: does its key follow from its reference, and does it hold that field's value? */
export async function auditDatabase(
  settings: ServerSettings,
  account: Account,
): Promise<{ opened: number; wrong: number }> {
  const environment = readEnv({ DATA_DIR: settings.dataDir, LOG_LEVEL: 'silent', ...settings.env });
  await openDatabase(environment);
  await openKeyring(environment);
  const rows = await database().cacheEntry.findMany({ select: { key: true } });
  const entries = await loadEntries(rows.map(({ key }) => key));
  let wrong = rows.length - entries.size;
  for (const entry of entries.values()) {
    const { managerId, revision, reference } = entry;
    const isRightKey = entry.key === cacheKey(keyring(), { managerId, revision, reference });
    const opened = entry.state === 'value' ? openEntry(entry) : undefined;
    const [, , , itemId = '', field = ''] = reference.split('/');
    const title = account.items.find(({ id }) => id === itemId)?.title;
    const isRightValue =
      opened !== undefined && textOfSecret(opened).startsWith(`value of ${title}, field ${field.slice(1)}`);
    if (!isRightKey || !isRightValue) wrong += 1;
  }
  await closeDatabase();
  return { opened: entries.size, wrong };
}
