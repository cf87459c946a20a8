import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Sees to it that the entries of `folder` (names made, moved or removed in it) are on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no such call, and NTFS journals names on its own.
  if (process.platform === 'win32') return;
  await syncPath(folder);
}

/** Sees to it that `folder` with every file and folder in it is on the disk. */
export async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await syncFolder(path);
    else if (entry.isFile()) await syncPath(path);
  }
  await syncFolder(folder);
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
