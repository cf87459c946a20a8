import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseConnection } from './database-connection';
import { migrate } from './migrate';
import { type Migration, readMigrations } from './migration-files';
import { testDatabase } from './testing/database';
import type { TestDatabase } from './testing/test-database';

let made: TestDatabase;
let shipped: Migration[] = [];
const clients: pg.Client[] = [];

beforeAll(async () => {
  made = await testDatabase();
  shipped = await readMigrations();
});
afterEach(async () => {
  await endClients();
  const client = await connect(made.connection);
  await client.query('DROP TABLE IF EXISTS extra');
  await client.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [extra.name]);
  await endClients();
});
afterAll(async () => {
  await made.connection.close();
  await made.drop();
});

async function endClients(): Promise<void> {
  await Promise.all(clients.splice(0).map((client) => client.end()));
}

async function connect(connection: DatabaseConnection): Promise<pg.Client> {
  const client = new pg.Client(connection.config);
  await client.connect();
  clients.push(client);
  return client;
}

function migration(name: string, sql: string): Migration {
  const checksum = createHash('sha256').update(sql).digest('hex');
  return { name, sql, checksum, plainChecksum: checksum };
}

const extra = migration(
  '99990101000000_extra',
  'CREATE TABLE extra (a int);\nCREATE INDEX extra_a ON extra (a);\n',
);

describe('migrate', () => {
  it('does nothing the second time', async () => {
    const client = await connect(made.connection);
    expect(await migrate(client, shipped)).toEqual([]);
    expect(await migrate(client, [...shipped, extra])).toEqual([extra.name]);
    expect(await migrate(client, [...shipped, extra])).toEqual([]);
  });

  it('records a migration as Prisma does', async () => {
    const client = await connect(made.connection);
    await migrate(client, [...shipped, extra]);
    const { rows } = await client.query('SELECT * FROM _prisma_migrations WHERE migration_name = $1', [
      extra.name,
    ]);
    expect(rows).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: extra.checksum,
        migration_name: extra.name,
        logs: null,
        rolled_back_at: null,
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        applied_steps_count: 1,
      },
    ]);
  });

  it('undoes a migration that fails half-way, and stops there', async () => {
    const client = await connect(made.connection);
    const broken = migration('99990101000000_broken', 'CREATE TABLE extra (a int); SELECT 1 / 0;');
    const later = migration('99990102000000_later', 'CREATE TABLE later (a int);');
    await expect(migrate(client, [...shipped, broken, later])).rejects.toThrow(broken.name);
    const { rows } = await client.query(
      `SELECT to_regclass('extra') AS extra, to_regclass('later') AS later`,
    );
    expect(rows).toEqual([{ extra: null, later: null }]);
    expect(await migrate(client, shipped)).toEqual([]);
  });

  it('refuses a database that is newer than the program', async () => {
    const client = await connect(made.connection);
    await migrate(client, [...shipped, extra]);
    await expect(migrate(client, shipped)).rejects.toThrow(`${extra.name}, which this version`);
  });

  it('refuses a migration that was changed after it was applied', async () => {
    const client = await connect(made.connection);
    await migrate(client, [...shipped, extra]);
    const changed = migration(extra.name, `${extra.sql}-- one more word`);
    await expect(migrate(client, [...shipped, changed])).rejects.toThrow(`${extra.name} differs`);
  });

  it('takes a migration whose line ends alone were changed', async () => {
    const client = await connect(made.connection);
    await migrate(client, [...shipped, extra]);
    const windows = migration(extra.name, extra.sql.replaceAll('\n', '\r\n'));
    expect(await migrate(client, [...shipped, { ...windows, plainChecksum: extra.checksum }])).toEqual([]);
  });

  it('refuses a migration that other means began and did not finish', async () => {
    const client = await connect(made.connection);
    await migrate(client, [...shipped, extra]);
    await client.query('UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1', [
      extra.name,
    ]);
    await expect(migrate(client, [...shipped, extra])).rejects.toThrow('did not finish');
  });

  it('applies a migration that was rolled back again', async () => {
    const client = await connect(made.connection);
    await migrate(client, [...shipped, extra]);
    await client.query('DROP TABLE extra');
    await client.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = $1', [
      extra.name,
    ]);
    expect(await migrate(client, [...shipped, extra])).toEqual([extra.name]);
  });

  it.runIf(process.env.TEST_DATABASE === 'server')(
    'is done by one of several processes that start at once',
    async () => {
      const several = await Promise.all(Array.from({ length: 4 }, () => connect(made.connection)));
      const applied = await Promise.all(several.map((client) => migrate(client, [...shipped, extra])));
      expect(applied.flat()).toEqual([extra.name]);
    },
  );
});
