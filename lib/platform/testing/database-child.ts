import { closeDatabase, database, openDatabase } from '@/lib/platform/database';
import { readEnv } from '@/lib/platform/env';

// A process of its own with the embedded database, for tests that kill it. Says on standard output how far it is.

const [dataDir, mode] = process.argv.slice(2);

process.on('SIGTERM', () => void closeDatabase());
await openDatabase(readEnv({ DATA_DIR: dataDir }));
console.log('open');
// The database's thread keeps the process alive.
if (mode === 'write') await write();
if (mode === 'list') await list();

/** Says the number of each row once its commit was acknowledged. Never ends on its own. */
async function write(): Promise<void> {
  for (let row = await database().setting.count(); ; row += 1) {
    await database().setting.create({ data: { name: `row-${row}`, value: 'x'.repeat(500) } });
    console.log(row);
  }
}

/** Says the number of each row that is there, and ends. */
async function list(): Promise<void> {
  for (const { name } of await database().setting.findMany()) console.log(name.replace('row-', ''));
  await closeDatabase();
}
