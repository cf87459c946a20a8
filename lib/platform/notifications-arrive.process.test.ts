import { connect, createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '@/scripts/port.mjs';
import { startServer, type TestServer } from '@/scripts/postgres-server.mjs';
import { closeDatabase, database, openDatabase } from './database';
import { readEnv } from './env';
import { administer, programs } from './testing/company-server';

let server: TestServer;
let replica: TestServer;
const ways: Server[] = [];

const at = (port: number, name = 'one') => `postgresql://latchkey@127.0.0.1:${port}/${name}?sslmode=disable`;
const open = (databaseUrl: string, listenUrl: string) =>
  openDatabase(
    readEnv({ DATABASE_URL: databaseUrl, LATCHKEY_LISTEN_URL: listenUrl, LATCHKEY_START_WAIT_MS: '0' }),
  );

/** A way to the server on which every answer comes late. */
async function slowWay(lateMs: number): Promise<number> {
  const way = createServer((near) => {
    const far = connect(server.port, '127.0.0.1');
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => setTimeout(() => near.write(bytes), lateMs));
    near.on('close', () => far.destroy()).on('error', () => undefined);
    far.on('close', () => near.end()).on('error', () => undefined);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => way.listen(port, '127.0.0.1', resolve));
  ways.push(way);
  return port;
}

describe.skipIf(programs === undefined)('an address of its own to listen at', () => {
  beforeAll(async () => {
    server = await startServer(programs ?? '');
    await administer(server.url, 'CREATE DATABASE one;\nCREATE DATABASE other');
    replica = await startServer(programs ?? '', { copyOf: server });
  });
  afterEach(closeDatabase);
  afterAll(() => {
    for (const way of ways) way.close();
    replica.remove();
    server.remove();
  });

  it('in another database is refused before anything is changed', async () => {
    await expect(open(at(server.port), at(server.port, 'other'))).rejects.toThrow(
      `DATABASE_URL (127.0.0.1:${server.port}) and LATCHKEY_LISTEN_URL (127.0.0.1:${server.port}) lead to different databases`,
    );
    expect(
      await administer(
        server.url.replace(/postgres$/, 'one'),
        'SELECT FROM pg_tables WHERE schemaname = $$public$$',
      ),
    ).toEqual([]);
  });

  it.each([
    ['nobody answers', () => at(1), 'The database server at 127.0.0.1:1 cannot be reached (ECONNREFUSED)'],
    ['there is no such database', () => at(server.port, 'nothing'), 'has no database nothing'],
    [
      'a replica is',
      () => at(replica.port),
      'is a replica, where nobody can listen. Name the primary in LATCHKEY_LISTEN_URL',
    ],
    [
      'another role is wanted',
      () => at(server.port).replace('latchkey@', 'nobody_here:canary@'),
      'does not let the role nobody_here sign in',
    ],
  ])('where %s is refused by its own sentence', async (_what, address, said) => {
    await expect(open(at(server.port), address())).rejects.toThrow(said);
  });

  it('that is slow is not taken for one that hands on nothing', async () => {
    await open(at(server.port), at(await slowWay(800)));
    expect(await database().setting.count()).toBe(0);
  });
});
