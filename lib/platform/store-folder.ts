import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startRefusal } from './start-refusal';

/** PGlite's PostgreSQL. Another major version cannot open the files. */
const majorVersion = '18';

/** Whether a whole embedded database is in `folder`. Throws `internal` when something else is there. */
export async function hasStore(folder: string): Promise<boolean> {
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version?.trim() === majorVersion) return true;
  if (version !== undefined && /^\d+\s*$/.test(version)) {
    throw startRefusal(
      `The database in ${folder} is of PostgreSQL ${version.trim()}, and this version of Latchkey has ${majorVersion}. Start the version of Latchkey that it was made with.`,
    );
  }
  const found = existsSync(folder) ? await readdir(folder) : [];
  if (found.length === 0) return false;
  throw startRefusal(
    `The folder ${folder} holds something that is no database. Move it away, or set another DATA_DIR.`,
  );
}
