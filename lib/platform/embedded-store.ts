import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DurableFiles } from './embedded-files';
import { startRefusal } from './start-refusal';
import { syncFolder, syncTree } from './sync-folder';

// PGlite begins with -F, which turns fsync off.
const startParameters = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...settings({
    fsync: 'on',
    wal_sync_method: 'fsync',
    // 231 MB of memory in all; 369 MB with the standard 128 MB. Ten thousand cache entries stay inside: with 4 MB, 5 MB
    // less in all, each list of them read every page from its file again.
    shared_buffers: '16MB',
    // Old log is removed at a checkpoint down to this.
    min_wal_size: '32MB',
    max_wal_size: '64MB',
  }),
];

/**
 * Makes an empty database in `folder`. It appears there in one step once all of it is on the disk, so a creation that is
 * cut off leaves nothing that looks like a database. `onPanic` is called where PostgreSQL gives up, and nothing follows.
 */
export async function createStore(folder: string, onPanic?: () => void): Promise<void> {
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const database = await PGlite.create({
    fs: new DurableFiles(draft, onPanic),
    startParams: startParameters,
  });
  await database.close();
  await syncTree(draft);
  await rename(draft, folder);
  await syncFolder(dirname(folder));
}

/**
 * Opens the database in `folder`, recovering first when it was not closed. Throws `internal` when a committed write
 * does not reach the disk.
 */
export async function openStore(folder: string, files = new DurableFiles(folder)): Promise<PGlite> {
  const database = await PGlite.create({ fs: files, startParams: startParameters });
  await assertWritesSync(database, files);
  return database;
}

/** A commit that returns before its log is on the disk would be lost with the power. */
async function assertWritesSync(database: PGlite, files: DurableFiles): Promise<void> {
  const before = files.logSyncs;
  await database.exec(`SELECT pg_logical_emit_message(true, 'latchkey', 'does this reach the disk?')`);
  if (files.logSyncs > before) return;
  await database.close();
  throw startRefusal(
    'The embedded database does not write through to the disk here, so a power cut would lose what was saved. Install the exact packages with npm ci, or set DATABASE_URL to a PostgreSQL server.',
  );
}

function settings(values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
