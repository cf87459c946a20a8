import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { programs } from '@/lib/platform/testing/company-server';
import type { Sandbox } from '@/sandbox/handle';
import { startSandbox } from '@/sandbox/sandbox';
import { buildServer } from '../../scripts/build-server.mjs';
import { freePort } from '../../scripts/port.mjs';
import { startServer, type TestServer } from '../../scripts/postgres-server.mjs';
import { wayTo } from './way';

export const adminKey = `lk_${'a'.repeat(40)}`;
export const patience = { timeout: 60_000, interval: 100 };

/**
 * A resolver on a server whose way can be closed, with one connection that was read (`known`) and one that was not (`unknown`).
 * `settings` are its own besides, made when its server is there.
 */
export function useResolver(
  settings: (database: TestServer) => Promise<Record<string, string>> = async () => ({}),
) {
  let own: Record<string, string> = {};
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
  const read = (key = adminKey) => ask('POST', '/api/v1/connections/known/resolve', undefined, key);
  const start = async () => {
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
        ...own,
      },
      stdio: 'ignore',
    });
    const ready = async () => expect((await fetch(`${origin}/api/ready`)).status).toBe(200);
    await vi.waitFor(ready, patience);
  };
  const end = async (signal: NodeJS.Signals) => {
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return ended;
  };

  beforeAll(async () => {
    await buildServer(['server', 'product', 'sdk-worker']);
    database = await startServer(programs ?? '');
    sandbox = await startSandbox({ port: 0 });
    [port, databasePort] = [await freePort(), await freePort()];
    origin = `http://localhost:${port}`;
    way = wayTo(database.port);
    await way.open(databasePort);
    own = await settings(database);
    await start();
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

  return {
    folder,
    ask,
    made,
    read,
    start,
    end,
    database: () => database,
    managerId: () => managerId,
    requests: () => sandbox.requests().length,
    /** Requests that were met since the last `forgetRequests`, by route. */
    routes: () => sandbox.counts(),
    forgetRequests: () => sandbox.clearLog(),
    rotate(value: string) {
      const vault = sandbox.findVault('V');
      sandbox.updateItem({ vault, item: sandbox.findItem(vault, 'I').item, field: 'token', value });
    },
    /** Refuses what would reach the database, and ends what does. */
    closeWay: () => way.close(),
    async openWay(to: TestServer = database) {
      way = wayTo(to.port);
      await way.open(databasePort);
    },
    fallSilent: () => way.fallSilent(),
    speak: () => way.speak(),
    /** Reads for so long; every read must answer the value. Returns the last answer. */
    async readFor(lengthMs: number) {
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
    },
  };
}
