import { z } from 'zod';
import { sealContext } from '@/lib/crypto/context';
import { openPlain, seal } from '@/lib/crypto/envelope';
import type { Keyring } from '@/lib/crypto/keyring';
import { SecretValue } from '@/lib/kernel/secret-value';
import type { Transaction } from './database';
import { log } from './log';
import { countUnversioned, type SealedTable, tablesOfBefore } from './sealed-columns';

// Tables that may still hold envelopes of version 1, which an earlier release sealed and which are bound to no version of
// their row. Once a table has none left, none opens there again, or an old one could be put back. The list is sealed: whoever
// writes the database cannot add a table to it. No list: no table.
const settingName = 'unversioned-tables';
const context = sealContext('setting', settingName, 'value', 0);
const tablesSchema = z.array(z.enum(tablesOfBefore));

/** Notes that every table may hold envelopes of version 1. For the first start on a database of an earlier release. */
export async function allowUnversioned(tx: Pick<Transaction, 'setting'>, keyring: Keyring): Promise<void> {
  await writeList(tx, keyring, tablesOfBefore);
}

/** The tables that may hold envelopes of version 1, as they are noted. */
export async function readUnversioned(
  client: Pick<Transaction, 'setting'>,
  keyring: Keyring,
): Promise<SealedTable[]> {
  const row = await client.setting.findUnique({ where: { name: settingName } });
  if (row === null) return [];
  try {
    const sealed = Buffer.from(z.string().parse(row.value), 'base64');
    return tablesSchema.parse(JSON.parse(openPlain(keyring, sealed, context)));
  } catch {
    log.error('keyring.list-not-opened', { kind: settingName });
    return [];
  }
}

/**
 * Takes the tables from the list that hold no envelope of version 1 any more, for good, and has the keyring open none
 * there. Also learns what another process has taken from it. To be called in a transaction of its own; the keyring follows
 * when it is over. Returns the tables that are left.
 */
export async function settleUnversioned(tx: Transaction, keyring: Keyring): Promise<SealedTable[]> {
  await tx.$queryRaw`SELECT name FROM setting WHERE name = ${settingName} FOR UPDATE`;
  const listed = await readUnversioned(tx, keyring);
  if (listed.length === 0) return [];
  const held = await countUnversioned(tx);
  const left = listed.filter((table) => (held.get(table) ?? 0) > 0);
  if (left.length < listed.length) await writeList(tx, keyring, left);
  return left;
}

async function writeList(
  tx: Pick<Transaction, 'setting'>,
  keyring: Keyring,
  tables: readonly SealedTable[],
): Promise<void> {
  const sealed = seal(keyring, new SecretValue(JSON.stringify(tables)), context);
  const value = Buffer.from(sealed).toString('base64');
  await tx.setting.upsert({
    where: { name: settingName },
    create: { name: settingName, value },
    update: { value },
  });
}
