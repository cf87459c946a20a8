import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { sessionConnection } from '@/lib/platform/embedded-connection';
import { serveDatabase } from '@/lib/platform/embedded-engine';
import { createStore, openStore } from '@/lib/platform/embedded-store';
import { migrate } from '@/lib/platform/migrate';
import { readMigrations } from '@/lib/platform/migration-files';
import { openSession } from '@/lib/platform/session-stream';
import { templateName } from '@/lib/platform/testing/test-database';

const folder = '.setup';

/**
 * Puts a migrated, empty database where a product with this data folder looks for it: a copy of one that is made once per set
 * of migrations, for making it is most of a first start.
 */
export async function plantDatabase(dataDir: string): Promise<void> {
  const version = await readFile('node_modules/@electric-sql/pglite/package.json', 'utf8');
  const template = join(folder, `e2e-database-${await templateName(version)}`);
  if (!existsSync(template)) await makeTemplate(template);
  const planted = join(dataDir, 'pg');
  await cp(template, planted, { recursive: true });
  await chmod(planted, 0o700);
}

/** Under another name until it is whole; when the other worker was quicker, its one stands. */
async function makeTemplate(template: string): Promise<void> {
  const draft = `${template}.${randomBytes(4).toString('hex')}`;
  await mkdir(folder, { recursive: true });
  await removeOthers();
  await createStore(draft);
  const engine = serveDatabase(await openStore(draft));
  const connect = async () => {
    const session = await openSession(engine.serve);
    if (session === undefined) throw new Error('the embedded database has ended');
    return session;
  };
  const connection = sessionConnection(connect, () => engine.close());
  const client = new pg.Client(connection.config);
  await client.connect();
  await migrate(client, await readMigrations());
  await client.end();
  await connection.close();
  await rename(draft, template).catch(async (error) => {
    if (!existsSync(template)) throw error;
    await rm(draft, { recursive: true, force: true });
  });
}

/** Databases of older migrations, 40 MB each. A draft may be the other worker's. */
async function removeOthers(): Promise<void> {
  const others = (await readdir(folder)).filter((name) => /^e2e-database-[0-9a-f]+$/.test(name));
  await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
