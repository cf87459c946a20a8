import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes every right of other users away from a folder and all in it, for files that an older version or another umask
 * made. Links are not followed. Answers how many there were; a folder that is not there is none. Throws when one belongs
 * to another user.
 */
export async function makePrivate(path: string): Promise<number> {
  if (process.platform === 'win32') return 0;
  const stats = await lstat(path).catch(() => undefined);
  if (stats === undefined || stats.isSymbolicLink()) return 0;
  let count = 0;
  if ((stats.mode & 0o077) !== 0) {
    await chmod(path, stats.mode & 0o700);
    count += 1;
  }
  if (!stats.isDirectory()) return count;
  for (const name of await readdir(path)) count += await makePrivate(join(path, name));
  return count;
}
