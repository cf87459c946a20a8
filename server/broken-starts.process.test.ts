import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { mayMountDisk, mountSmallDisk, type SmallDisk } from '@/lib/platform/testing/small-disk';
import { type BrokenStart, useBrokenStarts } from './testing/starts';

const { table, folder } = useBrokenStarts();
const mayMount = mayMountDisk();
let readOnlyDisk: SmallDisk | undefined;
let fullDisk: SmallDisk | undefined;
let taken: Server;

afterAll(() => {
  readOnlyDisk?.remove();
  fullDisk?.remove();
});

describe('a start with a wrong address of PostgreSQL', () => {
  const at = (address: string) => () => ({ DATABASE_URL: address });
  const encode = /cannot be taken apart.*@ \/ # \? % in a user name or password must be percent-encoded/;
  table([
    [
      'of another database',
      at('mysql://me:canary@db/latchkey'),
      /^The configuration has mistakes:\nDATABASE_URL is not a PostgreSQL address/,
    ],
    ['with an @ in the password', at('postgresql://me:can@ary@db/latchkey'), encode],
    ['with a / in the password', at('postgresql://me:canary/x@db/latchkey'), encode],
    ['with a / behind digits in the password', at('postgresql://me:12/canary@db/latchkey'), encode],
    ['with a # in the password', at('postgresql://me:can#ary@db/latchkey'), encode],
    ['with a ? in the password', at('postgresql://me:canary?x@db/latchkey'), encode],
    [
      'with a parameter’s look in the password',
      at('postgresql://me:1?canary=x/latchkey'),
      /a parameter \(number 1 after the \?\)/,
    ],
    ['with a stray % in the password', at('postgresql://me:canary%zz@db/latchkey'), encode],
    ['with bytes that are no text', at('postgresql://me:canary%ff@db/latchkey'), encode],
    [
      'with a parameter that is not taken',
      at('postgresql://me:canary@db/latchkey?passfile=/canary'),
      'the parameter passfile, which Latchkey does not take',
    ],
    [
      'with a parameter that nobody knows',
      at('postgresql://me:canary@db/latchkey?sslmod=require'),
      /number 1 after the \?\) that PostgreSQL does not know/,
    ],
    [
      'to listen at, and none for the rest',
      () => ({ LATCHKEY_LISTEN_URL: 'postgresql://me:canary@db/latchkey' }),
      'LATCHKEY_LISTEN_URL is set and DATABASE_URL is not',
    ],
    ['of a pooler', at('postgresql://me:canary@db/latchkey?pgbouncer=true'), 'the parameter pgbouncer'],
    [
      'with pg’s own sslmode',
      at('postgresql://me:canary@db/latchkey?sslmode=no-verify'),
      'the parameter sslmode, which must be disable, allow, prefer, require, verify-ca or verify-full',
    ],
    [
      'that asks for a replica',
      at('postgresql://me:canary@db/latchkey?target_session_attrs=standby'),
      'the parameter target_session_attrs, which must be any, read-write or primary',
    ],
    [
      'with an impossible port',
      at('postgresql://me:canary@db:99999/latchkey'),
      'has a port that is no whole number from 1 to 65535',
    ],
    [
      'with more ports than hosts',
      at('postgresql://me:canary@db/latchkey?port=1,2'),
      'another number of ports than of hosts',
    ],
    ['without a host', at('postgresql://me:canary@/latchkey'), 'names no host'],
    [
      'with a schema that cannot be',
      at('postgresql://me:canary@db/latchkey?schema=pg_canary'),
      'the parameter schema, which must be a name',
    ],
    [
      'with verify-ca and no CA',
      at('postgresql://me:canary@127.0.0.1:1/latchkey?sslmode=verify-ca'),
      'sslmode=verify-ca without a CA. Name the file with its certificate: sslrootcert=',
    ],
    [
      'with a CA that is not there',
      at('postgresql://me:canary@127.0.0.1:1/latchkey?sslmode=require&sslrootcert=/nowhere/ca.pem'),
      'The file that sslrootcert in DATABASE_URL names cannot be read (ENOENT): /nowhere/ca.pem',
    ],
    [
      'with a waiting time that is no number',
      () => ({ LATCHKEY_START_WAIT_MS: 'long' }),
      'LATCHKEY_START_WAIT_MS must be a whole number',
    ],
  ]);
});

describe('a start in a wrong folder, or with a wrong setting', () => {
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    if (!mayMount) return;
    readOnlyDisk = mountSmallDisk(1);
    readOnlyDisk.remount('ro');
    fullDisk = mountSmallDisk(1);
  });
  afterAll(() => void taken.close());
  const port = () => {
    const address = taken.address();
    return String(typeof address === 'object' && address ? address.port : 0);
  };
  const dataDir = (path: () => string) => () => ({ DATA_DIR: path() });
  const onDisk = (row: BrokenStart): BrokenStart[] => (mayMount ? [row] : []);

  table([
    [
      'that is a file',
      dataDir(() => join(folder('a-file', { data: '' }), 'data')),
      'is not a folder: it, or a part of its path, is a file',
    ],
    [
      'that is below a file',
      dataDir(() => join(folder('a-file', { data: '' }), 'data', 'below')),
      'is not a folder: it, or a part of its path, is a file',
    ],
    [
      'that cannot be made',
      dataDir(() => '/proc/latchkey'),
      'The folder /proc/latchkey does not exist and cannot be made',
    ],
    [
      'with something else in it',
      dataDir(() => folder('photos', { 'pg/photo.jpg': 'x' })),
      'holds something that is no database',
    ],
    [
      'with a damaged database',
      dataDir(() => folder('damaged', { 'pg/PG_VERSION': '18\n', 'pg/base/1/x': 'x' })),
      'its files are damaged or incomplete',
    ],
    [
      'with a database of another version',
      dataDir(() => folder('older', { 'pg/PG_VERSION': '16\n' })),
      'is of PostgreSQL 16, and this version of Latchkey has 18',
    ],
    ...onDisk(['that is read-only', dataDir(() => readOnlyDisk?.folder ?? ''), 'This user may not write in']),
    ...onDisk([
      'that is full',
      dataDir(() => fullDisk?.folder ?? ''),
      /The disk of .* is full: less than 32 MiB are free/,
    ]),
    ['at a port that is taken', () => ({ PORT: port() }), /Port \d+ at 127\.0\.0\.1 is taken/],
    [
      'at an address of another machine',
      () => ({ HOST: '192.0.2.1' }),
      'HOST 192.0.2.1 is not an address of this machine',
    ],
    [
      'with a master key that is none',
      () => ({ LATCHKEY_MASTER_KEY: 'canary' }),
      'LATCHKEY_MASTER_KEY is not 32 bytes in base64',
    ],
    [
      'with a master key’s file that is not there',
      () => ({ LATCHKEY_MASTER_KEY_FILE: '/nowhere/key' }),
      'LATCHKEY_MASTER_KEY_FILE names a file that is not there',
    ],
  ]);
});
