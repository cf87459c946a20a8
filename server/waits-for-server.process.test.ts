import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programs } from '@/lib/platform/testing/company-server';
import { buildServer } from '../scripts/build-server.mjs';
import { freePort } from '../scripts/port.mjs';
import { startServer, type TestServer } from '../scripts/postgres-server.mjs';
import { wayTo } from './testing/way';

const patience = { timeout: 50_000, interval: 100 };
let database: TestServer;
let way: ReturnType<typeof wayTo> | undefined;
let child: ChildProcess | undefined;
let output = '';

describe.skipIf(programs === undefined)('a start before its database server', () => {
  beforeAll(async () => {
    await buildServer(['server', 'product', 'sdk-worker']);
    database = await startServer(programs ?? '');
  });
  afterAll(() => {
    child?.kill('SIGKILL');
    way?.close();
    database.remove();
  });

  it('waits for it, says for what and not the password, and goes on when it is there', async () => {
    const [port, databasePort] = [await freePort(), await freePort()];
    child = spawn(process.execPath, ['dist/server.mjs'], {
      env: {
        NODE_ENV: 'production',
        PORT: String(port),
        LATCHKEY_ROLE: 'resolver',
        LATCHKEY_MASTER_KEY: Buffer.alloc(32, 'a').toString('base64'),
        DATABASE_URL: `postgresql://latchkey:canary@127.0.0.1:${databasePort}/postgres?schema=latchkey`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (bytes) => {
        output += String(bytes);
      });
    }
    await expect.poll(() => output, patience).toContain('database.waiting');
    expect(output).toContain(
      `The database server at 127.0.0.1:${databasePort} cannot be reached (ECONNREFUSED)`,
    );
    const ready = () => fetch(`http://127.0.0.1:${port}/api/ready`).then(({ status }) => status);
    expect(await ready()).toBe(503);
    way = wayTo(database.port);
    await way.open(databasePort);
    await expect.poll(ready, patience).toBe(200);
    expect(output).not.toContain('canary');
  });
});
