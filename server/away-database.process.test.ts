import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { programs } from '@/lib/platform/testing/company-server';
import type { Sandbox } from '@/sandbox/handle';
import { startSandbox } from '@/sandbox/sandbox';
import { buildServer } from '../scripts/build-server.mjs';
import { freePort } from '../scripts/port.mjs';
import { startServer, type TestServer } from '../scripts/postgres-server.mjs';

const adminKey = `lk_${'a'.repeat(40)}`;
const patience = { timeout: 60_000, interval: 100 };
/** Less than whoever waits for a connection waits (10 s), and enough for a busy machine. */
const atOnceMs = 5_000;

/** A way to the database that can be closed (refused), or fall silent (nothing is handed on, and nobody is told). */
function wayTo(target: number) {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server: Server = createServer((near) => {
    if (isSilent) return void sockets.add(near);
    const far = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('data', (bytes) => isSilent || other.write(bytes));
      one.on('error', () => other.destroy()).on('close', () => isSilent || other.destroy());
    }
  });
  const open = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const end = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    open,
    close: () => {
      server.close();
      end();
    },
    fallSilent: () => {
      isSilent = true;
    },
    speak: () => {
      isSilent = false;
      end();
    },
  };
}

describe.skipIf(programs === undefined)('a database server that goes away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-away-'));
  let database: TestServer;
  let sandbox: Sandbox;
  let way: ReturnType<typeof wayTo>;
  let child: ChildProcess;
  let origin = '';
  let [port, databasePort] = [0, 0];
  let managerId = '';

  const ask = async (method: string, path: string, body?: unknown, key = adminKey) => {
    const beganAtMs = performance.now();
    const response = await fetch(`${origin}${path}`, {
      method,
      // What waits for ever is a failure that says where.
      signal: AbortSignal.timeout(patience.timeout / 2),
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: Record<string, unknown> = text.startsWith('{') ? JSON.parse(text) : {};
    return {
      status: response.status,
      answer,
      retryAfter: response.headers.get('retry-after'),
      tookMs: performance.now() - beganAtMs,
    };
  };
  const made = async (path: string, body: unknown) => {
    const { status, answer } = await ask('POST', path, body);
    expect(status, JSON.stringify(answer)).toBe(201);
    return answer;
  };
  const read = () => ask('POST', '/api/v1/connections/known/resolve');
  const rotate = (value: string) => {
    const vault = sandbox.findVault('V');
    sandbox.updateItem({ vault, item: sandbox.findItem(vault, 'I').item, field: 'token', value });
  };

  beforeAll(async () => {
    await buildServer(['server', 'product', 'sdk-worker']);
    database = await startServer(programs ?? '');
    sandbox = await startSandbox({ port: 0 });
    [port, databasePort] = [await freePort(), await freePort()];
    origin = `http://localhost:${port}`;
    way = wayTo(database.port);
    await way.open(databasePort);
    child = spawn(process.execPath, ['dist/server.mjs'], {
      env: {
        NODE_ENV: 'production',
        PORT: String(port),
        LATCHKEY_ROLE: 'resolver',
        LATCHKEY_MASTER_KEY: Buffer.alloc(32, 'a').toString('base64'),
        LATCHKEY_ADMIN_API_KEY: adminKey,
        LATCHKEY_SIGN_IN_HOSTS: sandbox.address,
        // A busy machine is no outage.
        LATCHKEY_PROVIDER_TIMEOUT_MS: '60000',
        DATA_DIR: folder,
        DATABASE_URL: `postgresql://latchkey@127.0.0.1:${databasePort}/postgres`,
      },
      stdio: 'ignore',
    });
    await vi.waitFor(async () => expect((await fetch(`${origin}/api/ready`)).status).toBe(200), patience);
    const { id: vault } = sandbox.createVault({ name: 'V' });
    sandbox.createItem({
      vault,
      title: 'I',
      category: 'ApiCredentials',
      fields: [{ label: 'token', type: 'Concealed', value: 'v-1' }],
    });
    const { token } = sandbox.mintToken({ vaults: [vault] });
    const manager = await made('/api/v1/secret-managers', {
      name: 'M',
      provider: 'onepassword',
      config: { serviceAccountToken: token },
      policy: { freshMs: 1_000 },
    });
    managerId = String(manager.id);
    const fields = {
      token: { secretManagerId: managerId, reference: 'op://V/I/token' },
      plain: { value: 'p' },
    };
    await made('/api/v1/connections', { key: 'known', name: 'Known', app: 'custom', fields });
    await made('/api/v1/connections', { key: 'unknown', name: 'Unknown', app: 'custom', fields });
    expect((await read()).status).toBe(200);
  }, 120_000);

  afterAll(() => {
    child.kill('SIGKILL');
    way.close();
    database.remove();
    rmSync(folder, { recursive: true, force: true });
    return sandbox.close();
  });

  /** Reads for so long; every read must answer the value. Returns the last answer. */
  async function readFor(lengthMs: number) {
    const endsAtMs = performance.now() + lengthMs;
    const bad: string[] = [];
    let last = await read();
    while (performance.now() < endsAtMs) {
      last = await read();
      if (last.status !== 200) bad.push(`${last.status} ${JSON.stringify(last.answer)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(bad).toEqual([]);
    return last;
  }

  it('leaves what is known in use, asks the secret manager for what is due, and refuses the rest by name and at once', async () => {
    way.close();
    const last = await readFor(6_000);
    expect(last.answer).toMatchObject({ fields: { token: 'v-1', plain: 'p' } });
    rotate('v-2');
    await expect
      .poll(async () => (await read()).answer, patience)
      .toMatchObject({
        fields: { token: 'v-2', plain: 'p' },
      });
    const before = sandbox.requests().length;
    await readFor(3_000);
    // Fresh for a second, it is asked for as often as with a database, and by no more.
    expect(sandbox.requests().length - before).toBeLessThanOrEqual(8);
    rotate('v-3');
    await expect
      .poll(async () => (await read()).answer, patience)
      .toMatchObject({ fields: { token: 'v-3' } });
    for (const [method, path, key] of [
      ['POST', '/api/v1/connections/unknown/resolve', adminKey],
      ['POST', '/api/v1/connections/known/resolve', `lk_${'b'.repeat(40)}`],
      ['GET', '/api/v1/connections', adminKey],
    ] as const) {
      const { status, answer, retryAfter, tookMs } = await ask(method, path, undefined, key);
      expect([path, status, answer.code, retryAfter]).toEqual([path, 503, 'database_unavailable', '2']);
      expect(tookMs).toBeLessThan(atOnceMs);
    }
    expect(await ask('GET', '/api/ready')).toMatchObject({
      status: 200,
      answer: { status: 'ready', parts: { database: 'database_unavailable' } },
    });
    way = wayTo(database.port);
    await way.open(databasePort);
    await expect.poll(async () => (await ask('GET', '/api/v1/connections')).status, patience).toBe(200);
    // Back again, nothing older is served, and what was learnt meanwhile is in the table.
    const seen = new Set<unknown>();
    for (let at = 0; at < 40; at += 1) {
      seen.add(Object(Object((await read()).answer).fields).token);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect([...seen]).toEqual(['v-3']);
    await expect
      .poll(async () => (await read()).answer, patience)
      .toMatchObject({ sources: { token: { state: 'fresh' } } });
  }, 120_000);

  it('is noticed where it falls silent without a sign, and what is known is read from then on', async () => {
    await readFor(500);
    way.fallSilent();
    // Reads that come before it is noticed wait until it is.
    const waited = await readFor(1_000);
    expect(waited.answer).toMatchObject({ fields: { token: 'v-3' } });
    await expect
      .poll(async () => (await ask('GET', '/api/v1/connections')).answer.code, patience)
      .toBe('database_unavailable');
    const { status, tookMs } = await ask('POST', '/api/v1/connections/unknown/resolve');
    expect(status).toBe(503);
    expect(tookMs).toBeLessThan(atOnceMs);
    await readFor(1_000);
    way.speak();
    await expect.poll(async () => (await ask('GET', '/api/v1/connections')).status, patience).toBe(200);
    await expect
      .poll(async () => (await read()).answer, patience)
      .toMatchObject({ sources: { token: { state: 'fresh' } } });
  }, 240_000);
});
