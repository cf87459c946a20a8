import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { sealContext } from '@/lib/crypto/context';
import { needsReseal, open, seal } from '@/lib/crypto/envelope';
import { type Keyring, makeKeyring } from '@/lib/crypto/keyring';
import { LatchkeyError } from '@/lib/kernel/errors';
import { SecretValue } from '@/lib/kernel/secret-value';
import { database } from './database';
import type { Env } from './env';
import { makeMasterKeyFile, readMasterKeyFile } from './master-key-file';
import { findSingleton, replaceSingleton } from './singleton';
import { startRefusal } from './start-refusal';

const name = 'keyring';
const checkName = 'key-check';
const checkContext = sealContext('setting', checkName, 'value');

/**
 * Opens the keyring and registers it for `keyring()`. The master key comes from LATCHKEY_MASTER_KEY, else from
 * DATA_DIR/master.key, which is made for a new database alone. Needs the open database: a key that does not open what
 * it holds is refused now, not at the first secret. Throws LatchkeyError with a message for operators.
 */
export async function openKeyring(environment: Env): Promise<void> {
  const check = await readCheck();
  const current =
    environment.masterKey ?? (await masterKeyFromFile(environment.dataDir, check !== undefined));
  registerKeyring(await checked(makeKeyring(current, environment.previousMasterKeys), check));
}

/** The registered keyring. Throws `internal` when none was opened. */
export function keyring(): Keyring {
  const open = findSingleton<Keyring>(name);
  if (open === undefined) throw new LatchkeyError('internal', { inside: 'the keyring is not open' });
  return open;
}

/** Registers a keyring for `keyring()`, unchecked. `openKeyring` and tests come here. */
export function registerKeyring(opened: Keyring): void {
  replaceSingleton(name, opened);
}

async function masterKeyFromFile(dataDir: string, isDatabaseSealed: boolean): Promise<KeyObject> {
  const path = join(dataDir, 'master.key');
  const found = await readMasterKeyFile(path);
  if (found !== undefined) return found;
  if (isDatabaseSealed) {
    throw startRefusal(
      `The master key is missing: this database was sealed with a key that is neither in LATCHKEY_MASTER_KEY nor in ${path}. Restore it; nothing sealed opens without it.`,
    );
  }
  return makeMasterKeyFile(path);
}

/** Proves that the keyring opens the database's check value; writes that value the first time and after a new key. */
async function checked(candidate: Keyring, known: Uint8Array | undefined): Promise<Keyring> {
  const sealed = known ?? (await writeFirstCheck(candidate));
  try {
    open(candidate, sealed, checkContext);
  } catch {
    throw startRefusal(
      'The master key does not open this database: it was sealed with another one. Set LATCHKEY_MASTER_KEY to the key it was made with; to change keys, put the old one in LATCHKEY_MASTER_KEY_PREVIOUS.',
    );
  }
  if (needsReseal(candidate, sealed)) {
    await database().setting.update({ where: { name: checkName }, data: { value: newCheck(candidate) } });
  }
  return candidate;
}

/** Two processes may come here at once: the first one's row stays, and both answer with it. */
async function writeFirstCheck(candidate: Keyring): Promise<Uint8Array> {
  const row = { name: checkName, value: newCheck(candidate) };
  await database().setting.createMany({ data: [row], skipDuplicates: true });
  const written = await readCheck();
  if (written === undefined)
    throw startRefusal('The check of the master key could not be written to the database.');
  return written;
}

async function readCheck(): Promise<Uint8Array | undefined> {
  const row = await database().setting.findUnique({ where: { name: checkName } });
  return typeof row?.value === 'string' ? Buffer.from(row.value, 'base64') : undefined;
}

function newCheck(candidate: Keyring): string {
  return Buffer.from(seal(candidate, new SecretValue('latchkey'), checkContext)).toString('base64');
}
