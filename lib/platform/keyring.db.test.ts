import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealContext } from '@/lib/crypto/context';
import { open, seal } from '@/lib/crypto/envelope';
import { sealerAsBefore } from '@/lib/crypto/testing/seal-as-before';
import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import { database } from './database';
import { type Env, readEnv } from './env';
import { keyring, newestKeyId, openKeyring } from './keyring';
import { useTestDatabase } from './testing/database';

useTestDatabase();

const place = sealContext('setting', 'test', 'value', 0);
const first = randomBytes(32).toString('base64');
const second = randomBytes(32).toString('base64');
let dataDir = '';

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'latchkey-keyring-'));
  await database().setting.deleteMany();
});
afterEach(() => rm(dataDir, { recursive: true }));

function environment(variables: Record<string, string> = {}): Env {
  return readEnv({ DATA_DIR: dataDir, ...variables });
}

/** The check that an earlier release wrote at the first start with a key. */
const checkOfBefore = (key: string) =>
  Buffer.from(
    sealerAsBefore(createSecretKey(Buffer.from(key, 'base64')))('latchkey', [
      'setting',
      'key-check',
      'value',
    ]),
  ).toString('base64');

const opened = () => [...keyring().unversionedTables].sort();

describe('openKeyring', () => {
  it('makes a key for a new database, and finds it at the next start', async () => {
    await openKeyring(environment());
    const sealed = seal(keyring(), new SecretValue('kept'), place);
    expect(await readdir(dataDir)).toEqual(['master.key']);
    await openKeyring(environment());
    expect(textOfSecret(open(keyring(), sealed, place))).toBe('kept');
  });

  it('takes the key from the environment and then makes no file', async () => {
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('refuses a key that did not seal this database, and keeps the one that is registered', async () => {
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    const before = keyring();
    const start = openKeyring(environment({ LATCHKEY_MASTER_KEY: second }));
    await expect(start).rejects.toThrow('does not open this database');
    expect(keyring()).toBe(before);
  });

  it('refuses to start, and makes no key, when the key of a sealed database is missing', async () => {
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    await expect(openKeyring(environment())).rejects.toThrow('master key is missing');
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('refuses a key file that is damaged', async () => {
    await writeFile(join(dataDir, 'master.key'), 'nonsense', { mode: 0o600 });
    await expect(openKeyring(environment())).rejects.toThrow('damaged');
  });

  it('opens under a new key what the old one sealed, and misses the old one when it is not listed any more', async () => {
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    const sealed = seal(keyring(), new SecretValue('old'), place);
    const both = { LATCHKEY_MASTER_KEY: second, LATCHKEY_MASTER_KEY_PREVIOUS: first };
    for (const _start of ['first', 'second']) {
      await openKeyring(environment(both));
      expect(textOfSecret(open(keyring(), sealed, place))).toBe('old');
    }
    const tooEarly = openKeyring(environment({ LATCHKEY_MASTER_KEY: second }));
    await expect(tooEarly).rejects.toThrow('LATCHKEY_MASTER_KEY_PREVIOUS');
  });

  it('notices a key changed back without the new one', async () => {
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: second, LATCHKEY_MASTER_KEY_PREVIOUS: first }));
    const back = openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    await expect(back).rejects.toThrow('does not open this database');
  });

  it('lets processes that start at once agree on one key', async () => {
    await Promise.all(Array.from({ length: 5 }, () => openKeyring(environment())));
    const sealed = seal(keyring(), new SecretValue('x'), place);
    await openKeyring(environment());
    expect(textOfSecret(open(keyring(), sealed, place))).toBe('x');
  });

  it('keeps no key in the database', async () => {
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    const stored = JSON.stringify(await database().setting.findMany());
    expect(stored).not.toContain(first.slice(0, 20));
    const { marking, subkeys } = keyring().current;
    for (const key of [marking, subkeys.next().key]) {
      expect(stored).not.toContain(key.export().toString('base64').slice(0, 20));
      expect(createSecretKey(Buffer.from(first, 'base64')).equals(key)).toBe(false);
    }
  });
});

describe('openKeyring and envelopes of version 1', () => {
  const every = ['cache_entry', 'connection_field', 'secret_manager', 'setting'];

  it('are opened in no table of a new database', async () => {
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    expect(opened()).toEqual(['setting']);
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    expect(opened()).toEqual(['setting']);
  });

  it('are opened in every table of a database of an earlier release, at each start until they are gone', async () => {
    await database().setting.create({ data: { name: 'key-check', value: [checkOfBefore(first)] } });
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    expect(opened()).toEqual(every);
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    expect(opened()).toEqual(every);
  });

  it('are opened in no table whose list was taken away or written by somebody without the key', async () => {
    await database().setting.create({ data: { name: 'key-check', value: [checkOfBefore(first)] } });
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    const forged = Buffer.from('["secret_manager","connection_field","cache_entry"]').toString('base64');
    await database().setting.update({ where: { name: 'unversioned-tables' }, data: { value: forged } });
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    expect(opened()).toEqual(['setting']);
    await database().setting.delete({ where: { name: 'unversioned-tables' } });
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    expect(opened()).toEqual(['setting']);
  });

  it('are not opened again because another master key is added', async () => {
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: first }));
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: second, LATCHKEY_MASTER_KEY_PREVIOUS: first }));
    expect(opened()).toEqual(['setting']);
  });

  it('leave the order of keys as it was', async () => {
    const value = [checkOfBefore(second), checkOfBefore(first)];
    await database().setting.create({ data: { name: 'key-check', value } });
    await openKeyring(environment({ LATCHKEY_MASTER_KEY: second, LATCHKEY_MASTER_KEY_PREVIOUS: first }));
    expect(await newestKeyId(database())).toBe(keyring().all[1]?.id.toString('hex'));
  });
});
