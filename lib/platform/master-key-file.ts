import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { link, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { masterKeyLength } from '@/lib/crypto/keyring';
import { makeFolder } from './make-folder';
import { folderRefusal, startRefusal } from './start-refusal';
import { syncFolder } from './sync-folder';

/**
 * The master key in the file at `path`, or undefined when there is no such file.
 * Throws `internal` with what to do when others may read the file or it holds no key.
 */
export async function readMasterKeyFile(path: string): Promise<KeyObject | undefined> {
  const found = await stat(path).catch((error) => absentWhenMissing(path, error));
  if (found === undefined) return undefined;
  if (!found.isFile())
    throw startRefusal(
      `${path} is no file, and should hold the master key. Move it away, or restore the key from a backup.`,
    );
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw startRefusal(`Others on this machine may read the master key in ${path}. Run: chmod 600 ${path}`);
  }
  const text = (await readFile(path, 'utf8').catch((error) => unreadable(path, error))).trim();
  const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if (bytes.length !== masterKeyLength) {
    throw startRefusal(
      `The master key in ${path} is damaged: it should be ${masterKeyLength} bytes in base64. Restore it from a backup; nothing sealed opens without it.`,
    );
  }
  return createSecretKey(bytes);
}

/**
 * Makes a master key in a new file at `path`, readable by its owner alone, and answers with what the file then holds:
 * when another process made it first, that one's key. It is on the disk before this returns.
 */
export async function makeMasterKeyFile(path: string): Promise<KeyObject> {
  const folder = dirname(path);
  const key = await writeNewKey(path).catch((error) => {
    throw folderRefusal(folder, error);
  });
  if (key === undefined) throw startRefusal(`The master key in ${path} vanished while it was made.`);
  return key;
}

async function writeNewKey(path: string): Promise<KeyObject | undefined> {
  const draft = `${path}.${randomBytes(8).toString('hex')}.new`;
  await makeFolder(dirname(path));
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(masterKeyLength).toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path).catch(ignoreWhenThere);
  } finally {
    await unlink(draft);
  }
  await syncFolder(dirname(path));
  return readMasterKeyFile(path);
}

function absentWhenMissing(path: string, error: unknown): undefined {
  if (hasCode(error, 'ENOENT')) return undefined;
  return unreadable(path, error);
}

function unreadable(path: string, error: unknown): never {
  throw startRefusal(
    `This user may not read the master key in ${path} (${String(Object(error).code ?? 'unknown')}). Run: chown "$(id -u)" ${path}`,
    String(error),
  );
}

function ignoreWhenThere(error: unknown): void {
  if (!hasCode(error, 'EEXIST')) throw error;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
