import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeMasterKeyFile, readMasterKeyFile } from './master-key-file';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-key-'));
  path = join(folder, 'data', 'master.key');
});
afterEach(() => rm(folder, { recursive: true }));

describe('makeMasterKeyFile', () => {
  it('makes a key that only its owner may read, and leaves nothing else behind', async () => {
    const key = await makeMasterKeyFile(path);
    expect(key.symmetricKeySize).toBe(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'data'))).toEqual(['master.key']);
    expect((await readMasterKeyFile(path))?.equals(key)).toBe(true);
  });

  it('gives every process the same key when several make it at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => makeMasterKeyFile(path)));
    const different = new Set(keys.map((key) => key.export().toString('hex')));
    expect(different.size).toBe(1);
  });

  it('never replaces a key', async () => {
    await makeMasterKeyFile(path);
    const before = await readFile(path, 'utf8');
    await makeMasterKeyFile(path);
    expect(await readFile(path, 'utf8')).toBe(before);
  });
});

describe('readMasterKeyFile', () => {
  it('answers undefined when there is no file', async () => {
    expect(await readMasterKeyFile(path)).toBeUndefined();
  });

  it.each([0o640, 0o604, 0o620, 0o666])('refuses a file that others may touch (%o)', async (mode) => {
    await makeMasterKeyFile(path);
    await chmod(path, mode);
    await expect(readMasterKeyFile(path)).rejects.toThrow(`chmod 600 ${path}`);
  });

  it.each([
    ['empty', ''],
    ['short', Buffer.alloc(31).toString('base64')],
    ['long', Buffer.alloc(33).toString('base64')],
    ['not base64', '!'.repeat(44)],
  ])('refuses a file that is %s', async (_what, text) => {
    await makeMasterKeyFile(path);
    await writeFile(path, text);
    await expect(readMasterKeyFile(path)).rejects.toThrow('damaged');
  });
});
