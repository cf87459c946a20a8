import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { administer, programs } from '@/lib/platform/testing/company-server';
import { type Answer, byKey } from '../e2e/api-client';
import { buildServer } from '../scripts/build-server.mjs';
import { findPgBouncer, type PoolMode, startPgBouncer, type TestPooler } from '../scripts/pgbouncer.mjs';
import { freePort } from '../scripts/port.mjs';
import { startServer, type TestServer } from '../scripts/postgres-server.mjs';

const pgbouncer = findPgBouncer();
const adminKey = `lk_${'a'.repeat(40)}`;
const patience = { timeout: 60_000, interval: 50 };

/** A resolver that runs, and what it writes. */
interface Resolver {
  child: ChildProcess;
  output(): string;
  ask(method: string, path: string, key?: string, body?: unknown): Promise<Answer<Record<string, unknown>>>;
}

describe.skipIf(programs === undefined || pgbouncer === undefined)('the product behind PgBouncer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-pooler-'));
  const running: Resolver[] = [];
  const poolers: TestPooler[] = [];
  let server: TestServer;
  let direct: Resolver;

  const at = (port: number | undefined) => `postgresql://latchkey:canary@127.0.0.1:${port}/postgres`;

  async function pooler(mode: PoolMode): Promise<TestPooler> {
    const started = await startPgBouncer(pgbouncer ?? '', { serverPort: server.port, mode });
    poolers.push(started);
    return started;
  }

  async function resolver(settings: Record<string, string>): Promise<Resolver> {
    const port = await freePort();
    const child = spawn(process.execPath, ['dist/server.mjs'], {
      env: {
        NODE_ENV: 'production',
        PORT: String(port),
        DATA_DIR: folder,
        LATCHKEY_ROLE: 'resolver',
        LATCHKEY_MASTER_KEY: Buffer.alloc(32, 'a').toString('base64'),
        LATCHKEY_ADMIN_API_KEY: adminKey,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes) => {
        output += String(bytes);
      });
    const started: Resolver = {
      child,
      output: () => output,
      ask: (method, path, key = adminKey, body) =>
        byKey(`http://localhost:${port}`, key)<Record<string, unknown>>(method, path, body),
    };
    running.push(started);
    return started;
  }

  async function started(settings: Record<string, string>): Promise<Resolver> {
    const made = await resolver(settings);
    await vi.waitFor(() => expect(made.output()).toMatch(/server\.started|cannot start/), patience);
    expect(made.output()).toContain('server.started');
    return made;
  }

  /** How long `listener` honours a key that it has used and that another process revokes, in milliseconds. */
  async function revokedAfterMs(listener: Resolver): Promise<number> {
    const { body } = await direct.ask('POST', '/api/v1/api-keys', adminKey, { name: `K${Math.random()}` });
    const use = async () =>
      (await listener.ask('POST', '/api/v1/connections/none/resolve', String(body.key))).status;
    await expect.poll(use, patience).toBe(404);
    const beganAtMs = performance.now();
    expect((await direct.ask('DELETE', `/api/v1/api-keys/${body.id}`)).status).toBeLessThan(300);
    await expect.poll(use, patience).toBe(401);
    return performance.now() - beganAtMs;
  }

  beforeAll(async () => {
    await buildServer(['server', 'product', 'sdk-worker']);
    server = await startServer(programs ?? '');
    const own = 'ALTER ROLE latchkey IN DATABASE postgres SET';
    await administer(
      server.url,
      `${own} statement_timeout = '30s';\n${own} idle_in_transaction_session_timeout = '30s'`,
    );
    direct = await started({ DATABASE_URL: at(server.port) });
  });

  afterAll(() => {
    for (const { child } of running) child.kill('SIGKILL');
    for (const each of poolers) each.remove();
    server.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('in transaction mode does not start without LATCHKEY_LISTEN_URL, and says so', async () => {
    const { port } = await pooler('transaction');
    const refused = await resolver({ DATABASE_URL: at(port) });
    await expect.poll(() => refused.child.exitCode, patience).toBe(1);
    expect(refused.output()).toContain(
      `Latchkey cannot start. Notifications between sessions do not arrive at 127.0.0.1:${port} (DATABASE_URL)`,
    );
    expect(refused.output()).toContain('Set LATCHKEY_LISTEN_URL to the address of the PostgreSQL server');
    expect(refused.output()).not.toMatch(/canary|\n\s+at /);
  });

  it('in transaction mode hears with it what another process revokes', async () => {
    const { port } = await pooler('transaction');
    const pooled = await started({ DATABASE_URL: at(port), LATCHKEY_LISTEN_URL: at(server.port) });
    expect(await revokedAfterMs(pooled)).toBeLessThan(2_000);
    expect(pooled.output()).not.toMatch(/news\.|canary/);
  });

  it('in session mode hears it without; switched to transaction mode later, it says so once and stays in bounds', async () => {
    const { port, switchTo } = await pooler('session');
    const pooled = await started({ DATABASE_URL: at(port) });
    expect(await revokedAfterMs(pooled)).toBeLessThan(2_000);
    switchTo('transaction');
    await expect.poll(pooled.output, patience).toContain('news.swallowed');
    // The bound of a process that reaches the database, and enough for a busy machine.
    expect(await revokedAfterMs(pooled)).toBeLessThan(12_000);
    expect(pooled.output().split('news.swallowed')).toHaveLength(2);
  });
});
