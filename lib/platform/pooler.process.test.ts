import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findPgBouncer, type PoolMode, startPgBouncer, type TestPooler } from '@/scripts/pgbouncer.mjs';
import { startServer, type TestServer } from '@/scripts/postgres-server.mjs';
import { closeDatabase, database, databaseSchema, openDatabase, transaction } from './database';
import { readEnv } from './env';
import { administer, programs } from './testing/company-server';

const pgbouncer = findPgBouncer();
let server: TestServer;
const poolers: Partial<Record<PoolMode, TestPooler>> = {};

const at = (port: number | undefined, name: string, parameters = '') =>
  `postgresql://latchkey@127.0.0.1:${port}/${name}${parameters}`;
const behind = (mode: PoolMode, name: string, parameters?: string) =>
  at(poolers[mode]?.port, name, parameters);
const open = (databaseUrl: string, listenUrl = '') =>
  openDatabase(
    readEnv({ DATABASE_URL: databaseUrl, LATCHKEY_LISTEN_URL: listenUrl, LATCHKEY_START_WAIT_MS: '0' }),
  );
const bounds = async () => {
  const [row] = await database().$queryRaw<Record<string, string>[]>`
    SELECT current_setting('statement_timeout') AS statement,
      current_setting('idle_in_transaction_session_timeout') AS idle, current_schema() AS schema`;
  return row;
};
const tablesIn = (name: string) =>
  administer(
    at(server.port, name),
    `SELECT schemaname FROM pg_tables WHERE tablename IN ('setting', '_prisma_migrations')`,
  );

/** Has the role's sessions in the database begin with what no pooler lets through. */
async function setForRole(name: string, schema?: string): Promise<void> {
  const settings = [
    "statement_timeout = '30s'",
    "idle_in_transaction_session_timeout = '30s'",
    ...(schema ? [`search_path = ${schema}`] : []),
  ];
  const own = `ALTER ROLE latchkey IN DATABASE ${name} SET`;
  await administer(at(server.port, name), settings.map((setting) => `${own} ${setting}`).join(';\n'));
}

describe.skipIf(programs === undefined || pgbouncer === undefined)('PgBouncer before the server', () => {
  beforeAll(async () => {
    server = await startServer(programs ?? '');
    for (const mode of ['session', 'transaction', 'statement'] as const)
      poolers[mode] = await startPgBouncer(pgbouncer ?? '', { serverPort: server.port, mode });
  });
  afterEach(closeDatabase);
  afterAll(() => {
    for (const pooler of Object.values(poolers)) pooler.remove();
    server.remove();
  });
  const made = async (name: string) => {
    await administer(server.url, `CREATE DATABASE ${name}`);
    return name;
  };

  it.each(['transaction', 'statement'] as const)(
    'in %s mode is refused without another address to listen at, and nothing is changed',
    async (mode) => {
      const name = await made(`alone_${mode}`);
      await expect(open(behind(mode, name))).rejects.toThrow(
        mode === 'transaction'
          ? /do not arrive at 127\.0\.0\.1:\d+ \(DATABASE_URL\).*Set LATCHKEY_LISTEN_URL to the address of the PostgreSQL server itself/
          : 'is in statement mode, where there are no transactions. Set pool_mode = transaction there',
      );
      expect(await tablesIn(name)).toEqual([]);
    },
  );

  it('in transaction mode is refused where the role has no bounds, with the SQL, which mends it', async () => {
    const name = await made('bounds');
    const refused = await open(behind('transaction', name, '?schema=Keys'), at(server.port, name)).catch(
      (error: Error) => error.message,
    );
    const own = 'ALTER ROLE latchkey IN DATABASE bounds SET';
    const sql = `${own} statement_timeout = '30s'; ${own} idle_in_transaction_session_timeout = '30s'; ${own} search_path = "Keys";`;
    expect(refused).toContain(`Run in bounds: ${sql} Then make the pooler reconnect`);
    await administer(at(server.port, name), sql.replaceAll('; ', ';\n'));
    await administer(behind('transaction', 'pgbouncer'), 'RECONNECT');
    await open(behind('transaction', name, '?schema=Keys'), at(server.port, name));
    expect(await bounds()).toEqual({ statement: '30s', idle: '30s', schema: 'Keys' });
  });

  it('in transaction mode serves with the server’s own address to listen at', async () => {
    const name = await made('shared');
    await setForRole(name, 'keys');
    await open(behind('transaction', name, '?schema=keys'), at(server.port, name));
    expect(databaseSchema()).toBe('keys');
    expect([...new Set((await tablesIn(name)).map(({ schemaname }) => schemaname))]).toEqual(['keys']);
    // Many at a time, in sessions that change under them.
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        transaction(async (tx) => {
          await tx.setting.create({ data: { name: `s${index}`, value: index } });
          await tx.$queryRaw`SELECT name FROM setting WHERE name = ${`s${index}`} FOR UPDATE`;
        }),
      ),
    );
    expect(await database().setting.count()).toBe(40);
    const left = await administer(
      at(server.port, name),
      `SELECT count(*)::int AS locks FROM pg_locks WHERE locktype = 'advisory'`,
    );
    expect(left).toEqual([{ locks: 0 }]);
  });

  it('in session mode serves without another address, with bounds and search path in each session', async () => {
    const name = await made('whole');
    await open(behind('session', name, '?schema=keys'));
    expect(await bounds()).toEqual({ statement: '30s', idle: '30s', schema: 'keys' });
    await closeDatabase();
    // The next client of the pool finds nothing of them.
    const client = new pg.Client({ connectionString: behind('session', name) });
    await client.connect();
    const { rows } = await client.query('SHOW statement_timeout');
    await client.end();
    expect(rows).toEqual([{ statement_timeout: '0' }]);
  });

  it('that ignores settings at the start of a session is no different', async () => {
    const settings = [
      'ignore_startup_parameters = statement_timeout, idle_in_transaction_session_timeout, options',
    ];
    const [whole, shared] = await Promise.all(
      (['session', 'transaction'] as const).map((mode) =>
        startPgBouncer(pgbouncer ?? '', { serverPort: server.port, mode, settings }),
      ),
    );
    const name = await made('ignored');
    await open(at(whole?.port, name, '?schema=keys'));
    expect(await bounds()).toEqual({ statement: '30s', idle: '30s', schema: 'keys' });
    await closeDatabase();
    await expect(open(at(shared?.port, name, '?schema=keys'), at(server.port, name))).rejects.toThrow(
      'SET search_path = "keys";',
    );
    whole?.remove();
    shared?.remove();
  });

  it('without a server behind it is waited for as the server is, also where it lets in without', async () => {
    const ahead = await startServer(programs ?? '');
    const pooler = await startPgBouncer(pgbouncer ?? '', { serverPort: ahead.port, mode: 'session' });
    const address = at(pooler.port, 'postgres', '?connect_timeout=2');
    await open(address);
    await closeDatabase();
    ahead.stop();
    await expect(open(address)).rejects.toThrow(`at 127.0.0.1:${pooler.port} cannot be reached`);
    pooler.remove();
    ahead.remove();
  });

  it('may stand where is listened, in session mode and in no other', async () => {
    const name = await made('listening');
    await setForRole(name);
    await open(behind('transaction', name), behind('session', name));
    await closeDatabase();
    await expect(open(at(server.port, name), behind('transaction', name))).rejects.toThrow(
      /do not arrive at 127\.0\.0\.1:\d+ \(LATCHKEY_LISTEN_URL\)/,
    );
  });

  it('is told what options it does not take, and names what it refuses', async () => {
    const name = await made('refused');
    await expect(
      open(behind('transaction', name, '?options=-c%20work_mem%3D8MB'), at(server.port, name)),
    ).rejects.toThrow('takes no options. Take options out of DATABASE_URL');
    await expect(
      open(behind('transaction', name).replace('latchkey', 'nobody_here'), at(server.port, name)),
    ).rejects.toThrow('does not let the role nobody_here into refused');
    await expect(open(behind('transaction', 'nothing'), at(server.port, name))).rejects.toThrow(
      'into nothing',
    );
  });
});
