import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder for this user alone, with those above it, unless it is there. Throws the error of the file system.
 * Node's own recursive `mkdir` never returns where the file system refuses with ENOENT, as /proc does.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) return;
    const isParentThere = (await stat(dirname(path)).catch(() => undefined)) !== undefined;
    if (Object(error).code !== 'ENOENT' || isParentThere) throw error;
    await makeFolder(dirname(path));
    await makeFolder(path);
  }
}
