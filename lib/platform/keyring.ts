import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { sealContext } from '@/lib/crypto/context';
import { isVersioned, open, seal } from '@/lib/crypto/envelope';
import { type Keyring, keyIdLength, makeKeyring } from '@/lib/crypto/keyring';
import { LatchkeyError } from '@/lib/kernel/errors';
import { SecretValue } from '@/lib/kernel/secret-value';
import { database, type Transaction, transaction } from './database';
import type { Env } from './env';
import { makeMasterKeyFile, readMasterKeyFile } from './master-key-file';
import { countSealed } from './sealed-columns';
import { findSingleton, replaceSingleton } from './singleton';
import { startRefusal } from './start-refusal';
import { allowUnversioned, readUnversioned } from './unversioned-tables';

const name = 'keyring';
const checkName = 'key-check';
/** Sealed values in base64, one for each master key in use. */
const checksSchema = z.array(z.string()).nonempty();
const checkContext = sealContext('setting', checkName, 'value', 0);

/**
 * Opens the keyring and registers it for `keyring()`. The master key comes from LATCHKEY_MASTER_KEY, else from
 * DATA_DIR/master.key, which is made for a new database alone. Needs the open database: a key that does not open what
 * it holds is refused now, not at the first secret. Throws LatchkeyError with a message for operators.
 */
export async function openKeyring(environment: Env): Promise<void> {
  const checks = await readChecks();
  const current = environment.masterKey ?? (await masterKeyFromFile(environment.dataDir, checks.length > 0));
  const candidate = makeKeyring(current, environment.previousMasterKeys);
  // A check of version 1 holds nothing; what it is read for is whether its key is there.
  candidate.unversionedTables.add('setting');
  await prove(candidate, checks.length > 0 ? checks : await writeFirstCheck(candidate));
  for (const table of await readUnversioned(database(), candidate)) candidate.unversionedTables.add(table);
  registerKeyring(candidate);
}

/** The keyring of the configured keys, unproved and not registered. Undefined: there is no key yet. */
export async function configuredKeyring(environment: Env): Promise<Keyring | undefined> {
  const current = environment.masterKey ?? (await readMasterKeyFile(keyPath(environment.dataDir)));
  return current && makeKeyring(current, environment.previousMasterKeys);
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

const keyPath = (dataDir: string) => join(dataDir, 'master.key');

async function masterKeyFromFile(dataDir: string, isDatabaseSealed: boolean): Promise<KeyObject> {
  const path = keyPath(dataDir);
  const found = await readMasterKeyFile(path);
  if (found !== undefined) return found;
  if (isDatabaseSealed) {
    throw startRefusal(
      `The master key is missing: this database was sealed with a key that is neither in LATCHKEY_MASTER_KEY nor in ${path}. Restore it; nothing sealed opens without it.`,
    );
  }
  return makeMasterKeyFile(path);
}

/**
 * Proves that the keyring opens a value of every key that this database was sealed with, and adds one for a new key.
 * Those of previous keys stay: a key that is left out too early is missed at the start, not at the first old secret.
 */
async function prove(candidate: Keyring, checks: readonly string[]): Promise<void> {
  const sealed = checks.map((check) => Buffer.from(check, 'base64'));
  for (const check of sealed) {
    try {
      open(candidate, check, checkContext);
    } catch {
      throw wrongKey();
    }
  }
  // A process of the old configuration may have sealed with a key after it was let go of. Cached values can be read again.
  const counts = await countSealed(database(), ['secret_manager', 'connection_field', 'connection_version']);
  if (counts.some(({ keyId }) => !candidate.find(Buffer.from(keyId, 'hex')))) throw wrongKey();
  const currentId = candidate.current.id.toString('hex');
  const isOfOlderRelease = !sealed.some(isVersioned);
  if (!isOfOlderRelease && checks.some((check) => keyIdIn(check) === currentId)) return;
  const value = checks.some((check) => keyIdIn(check) === currentId)
    ? checks.map((check) => (keyIdIn(check) === currentId ? newCheck(candidate) : check))
    : [...checks, newCheck(candidate)];
  await transaction(async (tx) => {
    // In one: from a check of version 2 on, a missing list means that no envelope of version 1 opens.
    if (isOfOlderRelease) await allowUnversioned(tx, candidate);
    await tx.setting.update({ where: { name: checkName }, data: { value } });
  });
}

function wrongKey(): LatchkeyError {
  return startRefusal(
    'The master key does not open this database: all or some of it was sealed with another one. Set LATCHKEY_MASTER_KEY to the key it was made with; after a change of keys, list the old ones in LATCHKEY_MASTER_KEY_PREVIOUS until Platform Admin / About says that they seal nothing.',
  );
}

/** The id in hex of the key that began to seal here last; undefined for a database that holds nothing. */
export async function newestKeyId(client: Pick<Transaction, 'setting'>): Promise<string | undefined> {
  const row = await client.setting.findUnique({ where: { name: checkName } });
  const newest = row === null ? undefined : checksSchema.parse(row.value).at(-1);
  return newest && keyIdIn(newest);
}

/** Has the next start ask for the keys of `used` alone, ids in hex. Answers the ids that it let go of. */
export async function dropKeyChecks(tx: Transaction, used: ReadonlySet<string>): Promise<string[]> {
  await tx.$queryRaw`SELECT name FROM setting WHERE name = ${checkName} FOR UPDATE`;
  const row = await tx.setting.findUnique({ where: { name: checkName } });
  if (row === null) return [];
  const checks = checksSchema.parse(row.value);
  const kept = checks.filter((check) => used.has(keyIdIn(check)));
  if (kept.length === checks.length || kept.length === 0) return [];
  await tx.setting.update({ where: { name: checkName }, data: { value: kept } });
  return checks.filter((check) => !kept.includes(check)).map(keyIdIn);
}

function keyIdIn(check: string): string {
  return Buffer.from(check, 'base64')
    .subarray(1, 1 + keyIdLength)
    .toString('hex');
}

/** Two processes may come here at once: the first one's row stays, and both go on with it. */
async function writeFirstCheck(candidate: Keyring): Promise<string[]> {
  const row = { name: checkName, value: [newCheck(candidate)] };
  await database().setting.createMany({ data: [row], skipDuplicates: true });
  return readChecks();
}

async function readChecks(): Promise<string[]> {
  const row = await database().setting.findUnique({ where: { name: checkName } });
  return row === null ? [] : checksSchema.parse(row.value);
}

function newCheck(candidate: Keyring): string {
  return Buffer.from(seal(candidate, new SecretValue('latchkey'), checkContext)).toString('base64');
}
