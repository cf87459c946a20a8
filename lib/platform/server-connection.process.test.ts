import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { startServer } from '@/scripts/postgres-server.mjs';
import { closeDatabase, database, databaseSchema, openDatabase, transaction } from './database';
import { databaseTrouble } from './database-trouble';
import { readEnv } from './env';
import { administer, type CompanyServer, companyServer, password, programs } from './testing/company-server';

let company: CompanyServer;

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => asLatchkeyError(error).code,
  );

const open = (address: string) =>
  openDatabase(readEnv({ DATABASE_URL: address, LATCHKEY_START_WAIT_MS: '0' }));

/** Whether the session that serves now is encrypted, and how it is called. */
async function session() {
  const [row] = await database().$queryRaw<{ ssl: boolean; application_name: string; port: number | null }[]>`
    SELECT ssl, application_name, inet_server_port() AS port
    FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE pid = pg_backend_pid()`;
  return row;
}

describe.skipIf(programs === undefined)('a PostgreSQL server as companies have it', () => {
  beforeAll(async () => {
    company = await companyServer();
  });
  afterEach(closeDatabase);
  afterAll(() => company.remove());

  it.each([
    ['prefer, which is what counts when nothing is said', '', true],
    ['require, any certificate', 'sslmode=require', true],
    ['disable', 'sslmode=disable', false],
    ['allow, without first', 'sslmode=allow', false],
    ['verify-ca, any name', 'sslmode=verify-ca&sslrootcert=CA', true],
    ['require with a CA, which is verify-ca', 'sslmode=require&sslrootcert=CA', true],
  ])('is encrypted as sslmode says: %s', async (_what, parameters, isEncrypted) => {
    await open(company.address('app', parameters.replace('CA', company.certificates.ca)));
    expect((await session())?.ssl).toBe(isEncrypted);
  });

  it('is verified by name and CA in verify-full', async () => {
    const { ca } = company.certificates;
    await open(company.address('app', `sslmode=verify-full&sslrootcert=${ca}`, `localhost:${company.port}`));
    expect((await session())?.ssl).toBe(true);
  });

  it('that demands TLS gets it, also from an address that says nothing of it', async () => {
    await open(company.address('only_tls', 'application_name=keys'));
    expect(await session()).toMatchObject({ ssl: true, application_name: 'keys' });
    await closeDatabase();
    await open(company.address('only_tls', 'sslmode=allow'));
    expect((await session())?.ssl).toBe(true);
  });

  it('takes a client certificate in place of a password', async () => {
    const { client, clientKey } = company.certificates;
    await open(
      `postgresql://by_cert@127.0.0.1:${company.port}/by_cert?sslcert=${client}&sslkey=${clientKey}`,
    );
    expect((await session())?.ssl).toBe(true);
  });

  it.each([
    ['a CA that is not trusted', 'app', 'sslmode=verify-full', 'localhost', 'of a CA that is not trusted'],
    ['another CA', 'app', 'sslmode=require&sslrootcert=OTHER', 'localhost', 'of a CA that is not trusted'],
    [
      'another name',
      'app',
      'sslmode=verify-full&sslrootcert=CA',
      '127.0.0.1',
      'for other names than 127.0.0.1',
    ],
    ['another encoding', 'latin1', '', '127.0.0.1', 'keeps text in LATIN1'],
    ['a read-only database', 'frozen', '', '127.0.0.1', 'RESET default_transaction_read_only;'],
  ])('is refused for %s', async (_what, name, parameters, host, said) => {
    const { ca, otherCa } = company.certificates;
    const given = parameters.replace('OTHER', otherCa).replace('CA', ca);
    await expect(open(company.address(name, given, `${host}:${company.port}`))).rejects.toThrow(said);
  });

  it('is not waited for where waiting does not help', async () => {
    const address = `postgresql://app:wrong@127.0.0.1:${company.port}/app`;
    const settings = readEnv({ DATABASE_URL: address, LATCHKEY_START_WAIT_MS: '3600000' });
    await expect(openDatabase(settings)).rejects.toThrow('refuses the password of the role app');
  });

  it('is refused where it is a replica', async () => {
    await expect(open(company.address('app', '', `127.0.0.1:${company.replica.port}`))).rejects.toThrow(
      'is a replica',
    );
  });

  it('is refused where an earlier release has put its tables into public', async () => {
    await open(company.address('app'));
    await closeDatabase();
    await expect(open(company.address('app', 'schema=latchkey'))).rejects.toThrow(
      'Write schema=public in DATABASE_URL',
    );
  });

  it('is reached through its socket, named in either way', async () => {
    const { folder, port } = company;
    const credentials = `app:${encodeURIComponent(password)}`;
    for (const address of [
      `postgresql://${credentials}@/app?host=${folder}&port=${port}&sslmode=require`,
      `postgresql:///app?host=${encodeURIComponent(folder)}&port=${port}&user=app&password=${encodeURIComponent(password)}`,
      `postgresql://${credentials}@${encodeURIComponent(folder)}:${port}/app`,
    ]) {
      await open(address);
      expect((await session())?.port).toBeNull();
      await closeDatabase();
    }
  });

  it('is the first of several hosts that takes writes', async () => {
    const hosts = `127.0.0.1:1,127.0.0.1:${company.replica.port},127.0.0.1:${company.port}`;
    await open(company.address('app', 'target_session_attrs=read-write', hosts));
    expect((await session())?.port).toBe(company.port);
    await closeDatabase();
    await open(company.address('app', 'target_session_attrs=primary&load_balance_hosts=random', hosts));
    expect((await session())?.port).toBe(company.port);
  });

  it('is found again at another host, for the query that met the failure too', async () => {
    const first = await startServer(programs ?? '');
    await open(`postgresql://latchkey@127.0.0.1:${first.port},127.0.0.1:${company.port}/postgres`);
    expect((await session())?.port).toBe(first.port);
    first.remove();
    // The one client of before breaks; the next is made at the other host.
    await session().catch(() => undefined);
    expect((await session())?.port).toBe(company.port);
  });

  it('is told as away where a transaction’s time is over, and where it goes between two of its statements', async () => {
    const server = await startServer(programs ?? '');
    await open(server.url);
    const late = transaction(async (tx) => {
      await sleep(10_500);
      await tx.setting.count();
    });
    await expect(codeOf(late)).resolves.toBe('database_unavailable');
    const cut = transaction(async (tx) => {
      await tx.setting.count();
      server.kill();
      await sleep(500);
      await tx.setting.count();
    });
    await expect(codeOf(cut)).resolves.toBe('database_unavailable');
    await closeDatabase();
    server.remove();
  }, 60_000);

  it('is told as away to whatever asks then, and answers again when it is back', async () => {
    const server = await startServer(programs ?? '');
    await open(server.url);
    const running = transaction(async (tx) => {
      server.stop();
      await tx.$queryRaw`SELECT pg_sleep(5)`;
    });
    await expect(codeOf(running)).resolves.toBe('database_unavailable');
    const asks = [
      () => session(),
      () => database().setting.findMany(),
      () => transaction((tx) => tx.setting.count()),
    ];
    for (const ask of asks) {
      const startedMs = performance.now();
      const error = asLatchkeyError(await ask().catch((caught: unknown) => caught));
      expect([error.code, error.retryAfterMs]).toEqual(['database_unavailable', 2_000]);
      expect(performance.now() - startedMs).toBeLessThan(2_000);
    }
    server.start();
    for (const ask of asks) await ask();
    await closeDatabase();
    server.remove();
  });

  it('keeps the tables in the schema that the address names, and makes it', async () => {
    await administer(company.url, 'CREATE DATABASE beside OWNER app');
    await open(company.address('beside', 'schema=Latch%20key'));
    await database().setting.create({ data: { name: 'one', value: 1 } });
    expect(await database().$queryRaw`SELECT count(*)::int AS count FROM setting`).toEqual([{ count: 1 }]);
    expect(databaseSchema()).toBe('Latch key');
    await closeDatabase();
    await open(company.address('beside', 'schema=other'));
    expect(await database().setting.count()).toBe(0);
    const url = company.url.replace(/postgres$/, 'beside');
    const tables = await administer(
      url,
      `SELECT schemaname, count(*)::int > 20 AS has_all FROM pg_tables WHERE schemaname IN ('Latch key', 'other') GROUP BY 1 ORDER BY 1`,
    );
    expect(tables).toEqual([
      { schemaname: 'Latch key', has_all: true },
      { schemaname: 'other', has_all: true },
    ]);
  });

  it('starts for a role that may create nothing once everything is there', async () => {
    await administer(company.url, 'CREATE DATABASE managed');
    const managed = company.url.replace(/postgres$/, 'managed');
    await open(`${managed}?schema=keys`);
    await closeDatabase();
    await administer(managed, 'GRANT USAGE ON SCHEMA keys TO app');
    await expect(open(company.address('managed', 'schema=keys'))).rejects.toThrow(
      'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA keys TO app;',
    );
    await administer(managed, 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA keys TO app');
    await open(company.address('managed', 'schema=keys'));
    expect(await database().setting.count()).toBe(0);
  });

  it('that has become read-only or full since is told by stable codes', async () => {
    await open(company.address('later'));
    const save = () => database().setting.create({ data: { name: crypto.randomUUID(), value: 1 } });
    await database().$executeRawUnsafe('SET default_transaction_read_only = on');
    expect(await databaseTrouble(60_000)).toBe('storage_read_only');
    await expect(save()).rejects.toMatchObject({ cause: { code: 'storage_read_only', status: 503 } });
    await database().$executeRawUnsafe('SET default_transaction_read_only = off');
    await database().$executeRawUnsafe(
      `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no space' USING ERRCODE = '53100'; END $$`,
    );
    await database().$executeRawUnsafe(
      'CREATE TRIGGER full_disk BEFORE INSERT ON setting FOR EACH ROW EXECUTE FUNCTION full_disk()',
    );
    await expect(save()).rejects.toMatchObject({ cause: { code: 'storage_full', status: 507 } });
    await expect(
      transaction((tx) => tx.setting.create({ data: { name: 'last', value: 1 } })),
    ).rejects.toMatchObject({
      cause: { code: 'storage_full' },
    });
    expect(await database().setting.count()).toBe(0);
  });
});
