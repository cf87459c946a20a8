import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { closeDatabase, openDatabase } from '@/lib/platform/database';
import { readEnv } from '@/lib/platform/env';
import { openKeyring } from '@/lib/platform/keyring';
import {
  administer,
  type CompanyServer,
  companyServer,
  programs,
} from '@/lib/platform/testing/company-server';
import { notPostgres, type OddServer, oldPostgres } from './testing/odd-servers';
import { useBrokenStarts } from './testing/starts';

const { table, folder } = useBrokenStarts();
const goodKey = Buffer.alloc(32, 'a').toString('base64');
const otherKey = Buffer.alloc(32, 'b').toString('base64');
let company: CompanyServer;
let old: OddServer;
let web: OddServer;

describe.skipIf(programs === undefined)('a start with a PostgreSQL server', () => {
  const at =
    (database: string, parameters = '', host?: string) =>
    () => ({ DATABASE_URL: company.address(database, parameters, host) });

  beforeAll(async () => {
    company = await companyServer();
    [old, web] = [await oldPostgres('140012'), await notPostgres()];
    const inDatabase = (name: string) => company.url.replace(/postgres$/, name);
    const open = (url: string, more: Record<string, string> = {}) =>
      openDatabase(readEnv({ DATABASE_URL: url, ...more }));
    await open(company.address('app'));
    await closeDatabase();
    await administer(
      company.url,
      'CREATE DATABASE sealed TEMPLATE app OWNER app;\nCREATE DATABASE newer TEMPLATE app OWNER app',
    );
    await open(company.address('sealed'));
    await openKeyring(readEnv({ LATCHKEY_MASTER_KEY: goodKey }));
    await closeDatabase();
    const history = 'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES';
    await administer(inDatabase('newer'), `${history} ('1', '1', '99990101000000_later', now())`);
    await administer(inDatabase('shared'), 'CREATE SCHEMA theirs');
    await administer(
      inDatabase('newer'),
      `CREATE SCHEMA other AUTHORIZATION app;\nCREATE TABLE other._prisma_migrations (LIKE public._prisma_migrations INCLUDING ALL);\nINSERT INTO other._prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', '1', '20200101000000_shop', now());\nGRANT ALL ON ALL TABLES IN SCHEMA other TO app`,
    );
  });
  afterAll(() => {
    company.remove();
    old.close();
    web.close();
  });

  table([
    [
      'that is not there',
      () => ({ DATABASE_URL: company.address('app', '', '127.0.0.1:1') }),
      'The database server at 127.0.0.1:1 cannot be reached (ECONNREFUSED)',
    ],
    [
      'at a name that nobody knows',
      at('app', '', 'db.invalid'),
      /The database server at db\.invalid:5432 cannot be reached \((ENOTFOUND|EAI_AGAIN)\)/,
    ],
    ['at a folder without a socket', at('app', `host=${folder('no-socket')}`, ''), 'There is no socket in'],
    [
      'that speaks another protocol',
      () => ({ DATABASE_URL: company.address('app', '', `127.0.0.1:${web.port}`) }),
      'does not speak PostgreSQL’s protocol. Correct host and port',
    ],
    [
      'of an old version',
      () => ({ DATABASE_URL: company.address('app', '', `127.0.0.1:${old.port}`) }),
      'Latchkey needs PostgreSQL 15 or newer; the server in DATABASE_URL is 14.12',
    ],
    [
      'without TLS, which is asked for',
      () => ({ DATABASE_URL: company.address('app', 'sslmode=require', `127.0.0.1:${old.port}`) }),
      'takes no TLS, which sslmode in DATABASE_URL asks for',
    ],
    [
      'of a CA that is not trusted',
      () => ({ DATABASE_URL: company.address('app', 'sslmode=verify-full', `localhost:${company.port}`) }),
      'is of a CA that is not trusted here. Name the file with the CA’s certificate in DATABASE_URL: sslrootcert=',
    ],
    [
      'of another CA',
      () => ({
        DATABASE_URL: company.address('app', `sslmode=require&sslrootcert=${company.certificates.otherCa}`),
      }),
      'is of a CA that is not trusted here',
    ],
    [
      'whose certificate has another name',
      () => ({
        DATABASE_URL: company.address('app', `sslmode=verify-full&sslrootcert=${company.certificates.ca}`),
      }),
      'is for other names than 127.0.0.1',
    ],
    [
      'with a client key that is none',
      () => ({
        DATABASE_URL: company.address(
          'app',
          `sslmode=require&sslcert=${company.certificates.client}&sslkey=${join(folder('key', { 'client.key': 'canary' }), 'client.key')}`,
        ),
      }),
      'Check sslrootcert, sslcert and sslkey',
    ],
    [
      'that asks for a client certificate',
      () => ({
        DATABASE_URL: `postgresql://by_cert:canary@127.0.0.1:${company.port}/by_cert?sslmode=require`,
      }),
      'does not let the role by_cert',
    ],
    [
      'that demands TLS',
      at('only_tls', 'sslmode=disable'),
      'takes no connection without TLS from here. Write sslmode=require',
    ],
    [
      'that is closed from here',
      at('closed'),
      'does not let the role app into closed from here. Add to its pg_hba.conf:',
    ],
    [
      'that refuses the password',
      () => ({ DATABASE_URL: `postgresql://app:wrong-canary@127.0.0.1:${company.port}/app` }),
      'refuses the password of the role app. Correct it in DATABASE_URL, or set it there: ALTER ROLE app PASSWORD',
    ],
    [
      'that asks for a password',
      () => ({ DATABASE_URL: `postgresql://app@127.0.0.1:${company.port}/app` }),
      'asks for a password, and DATABASE_URL has none',
    ],
    [
      'that does not know the role',
      () => ({ DATABASE_URL: `postgresql://nobody_here:canary@127.0.0.1:${company.port}/app` }),
      'the role nobody_here',
    ],
    [
      'that has no such database',
      at('nothing'),
      'has no database nothing. Run there: CREATE DATABASE nothing OWNER app ENCODING',
    ],
    ['that does not let the role connect', at('no_connect'), 'GRANT CONNECT ON DATABASE no_connect TO app;'],
    [
      'that does not know an option',
      at('app', 'options=-c%20no_such_setting%3D1'),
      'does not take what options in DATABASE_URL sets',
    ],
    [
      'in LATIN1',
      at('latin1'),
      "keeps text in LATIN1, which cannot hold every name; Latchkey needs UTF8. Run: CREATE DATABASE latchkey ENCODING 'UTF8'",
    ],
    [
      'whose database is read-only',
      at('frozen'),
      'ALTER DATABASE frozen RESET default_transaction_read_only;',
    ],
    [
      'whose role is read-only',
      () => ({ DATABASE_URL: company.address('app').replace('//app', '//frozen') }),
      'ALTER ROLE frozen RESET default_transaction_read_only;',
    ],
    [
      'that options make read-only',
      at('app', 'options=-c%20default_transaction_read_only%3Don'),
      'Take it out of options in DATABASE_URL.',
    ],
    [
      'that is a replica',
      () => ({ DATABASE_URL: company.address('app', '', `127.0.0.1:${company.replica.port}`) }),
      'is a replica, which takes no changes. Name the primary',
    ],
    [
      'whose only host is a replica where writes are asked for',
      () => ({
        DATABASE_URL: company.address(
          'app',
          'target_session_attrs=read-write',
          `127.0.0.1:${company.replica.port}`,
        ),
      }),
      'No host in DATABASE_URL takes writes',
    ],
    [
      'whose role may not create tables',
      at('shared'),
      'may not create tables in the schema public. Run in shared, as its owner: GRANT USAGE, CREATE ON SCHEMA public TO app;',
    ],
    [
      'whose role may not create the schema',
      at('shared', 'schema=latchkey'),
      'The schema latchkey is not there, and the role app may not create it. Run in shared, as its owner: CREATE SCHEMA latchkey AUTHORIZATION app;',
    ],
    [
      'whose role may not use the schema',
      at('shared', 'schema=theirs'),
      'The role app may not use the schema theirs. Run in shared, as its owner: GRANT USAGE, CREATE ON SCHEMA theirs TO app;',
    ],
    [
      'whose schema is another application’s',
      at('newer', 'schema=other'),
      'holds the tables of another application that uses Prisma',
    ],
    [
      'whose tables a release before has put into public',
      at('app', 'schema=latchkey'),
      'Write schema=public in DATABASE_URL to go on with them',
    ],
    [
      'whose database is newer',
      at('newer'),
      'holds the migration 99990101000000_later, which this version of Latchkey does not know',
    ],
    [
      'that was sealed with another key',
      () => ({ DATABASE_URL: company.address('sealed'), LATCHKEY_MASTER_KEY: otherKey }),
      'The master key does not open this database',
    ],
    [
      'that was sealed with a key that is missing',
      () => ({ DATABASE_URL: company.address('sealed'), DATA_DIR: folder('no-key') }),
      'The master key is missing',
    ],
    [
      'and a master key that is a folder',
      () => ({ DATABASE_URL: company.address('app'), DATA_DIR: join(folder('key-folder/master.key'), '..') }),
      'is no file, and should hold the master key',
    ],
    [
      'and a master key that is damaged',
      () => ({
        DATABASE_URL: company.address('app'),
        DATA_DIR: folder('key-damaged', { 'master.key': 'canary' }),
      }),
      /The master key in .* is damaged/,
    ],
    [
      'and a master key that others may read',
      () => {
        const path = folder('key-open', { 'master.key': goodKey });
        chmodSync(join(path, 'master.key'), 0o644);
        return { DATABASE_URL: company.address('app'), DATA_DIR: path };
      },
      /Others on this machine may read the master key/,
    ],
    [
      'and no folder for the master key',
      () => ({ DATABASE_URL: company.address('app'), DATA_DIR: '/proc/latchkey' }),
      'does not exist and cannot be made',
    ],
  ]);
});
