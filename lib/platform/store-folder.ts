import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startRefusal } from './start-refusal';

/** Whether a whole embedded database is in `folder`. Throws `internal` when something else is there. */
export async function hasStore(folder: string): Promise<boolean> {
  if (existsSync(join(folder, 'PG_VERSION'))) return true;
  const found = existsSync(folder) ? await readdir(folder) : [];
  if (found.length === 0) return false;
  throw startRefusal(
    `The folder ${folder} holds something that is no database. Move it away, or set another DATA_DIR.`,
  );
}
