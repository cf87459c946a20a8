import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { ServerConnection } from '@/lib/platform/database-connection';
import { migrate } from '@/lib/platform/migrate';
import { readMigrations } from '@/lib/platform/migration-files';
import { readServerAddress, type ServerAddress } from '@/lib/platform/server-address';
import { serverConnection } from '@/lib/platform/server-connection';
import { type TestDatabase, templateName } from './test-database';

/** A fresh database on the server at `serverUrl`, from a template that is made once per set of migrations. */
export async function serverTestDatabase(serverUrl: string): Promise<TestDatabase> {
  if (serverUrl === '')
    throw new Error('TEST_DATABASE=server needs TEST_DATABASE_URL (scripts/test-postgres.mjs)');
  const template = `latchkey_template_${await templateName()}`;
  const fresh = `latchkey_test_${randomBytes(8).toString('hex')}`;
  await administer(serverUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock(1)');
    await makeTemplate(admin, serverUrl, template);
    await admin.query(`CREATE DATABASE ${fresh} TEMPLATE ${template}`);
  });
  return {
    connection: await connectionTo(withDatabase(serverUrl, fresh)),
    drop: () =>
      administer(serverUrl, async (admin) => {
        await admin.query(`DROP DATABASE ${fresh} WITH (FORCE)`);
      }),
  };
}

/** The way to the server at `url`, found; listened is at `listenUrl`. */
export async function connectionTo(url: string, listenUrl?: string): Promise<ServerConnection> {
  const connection = serverConnection(
    addressIn(url),
    listenUrl === undefined ? undefined : addressIn(listenUrl),
  );
  await connection.reach();
  return connection;
}

function addressIn(url: string): ServerAddress {
  const read = readServerAddress(url);
  if ('problem' in read) throw new Error(read.problem);
  return read.address;
}

async function makeTemplate(admin: pg.Client, serverUrl: string, template: string): Promise<void> {
  const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
  if (found.rowCount) return;
  // Under another name until it is whole: a run that was killed half-way leaves no broken template.
  const draft = `${template}_${randomBytes(4).toString('hex')}`;
  await admin.query(`CREATE DATABASE ${draft}`);
  await administer(withDatabase(serverUrl, draft), async (client) => {
    await migrate(client, await readMigrations());
  });
  await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
}

async function administer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
