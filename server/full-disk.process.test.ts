import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mayMountDisk, mountSmallDisk, type SmallDisk } from '@/lib/platform/testing/small-disk';
import { buildServer } from '../scripts/build-server.mjs';
import { freePort } from '../scripts/port.mjs';

let disk: SmallDisk | undefined;
const adminKey = `lk_${'a'.repeat(40)}`;
// A first start makes its database: twelve seconds of processor time, and the machine may be busy.
const patience = { timeout: 180_000, interval: 200 };
let child: ChildProcess | undefined;
let origin = '';
let workload = '';
let unused = '';
let saved = 0;

async function ask(method: string, path: string, body?: unknown, key = adminKey) {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : undefined };
}

const save = () => ask('POST', '/api/v1/projects', { name: `Project ${saved++}` });
const resolve = (key = workload) => ask('POST', '/api/v1/connections/known/resolve', undefined, key);
const ready = () => ask('GET', '/api/ready');

describe.skipIf(!mayMountDisk())('on a disk that is full', () => {
  beforeAll(async () => {
    disk = mountSmallDisk(160);
    await buildServer(['server', 'product', 'database-worker', 'sdk-worker']);
    const port = await freePort();
    const log = openSync(join(disk.folder, 'log'), 'a');
    origin = `http://127.0.0.1:${port}`;
    child = spawn(process.execPath, ['dist/server.mjs'], {
      env: {
        NODE_ENV: 'production',
        PORT: String(port),
        DATA_DIR: join(disk.folder, 'data'),
        LATCHKEY_ROLE: 'resolver',
        LATCHKEY_ADMIN_API_KEY: adminKey,
      },
      // A log on the full disk, too.
      stdio: ['ignore', log, log],
    });
    await vi.waitFor(async () => expect((await ready()).status).toBe(200), patience);
    await ask('POST', '/api/v1/connections', {
      key: 'known',
      name: 'Known',
      app: 'custom',
      fields: { token: { value: 'v' } },
    });
    workload = String(
      (await ask('POST', '/api/v1/api-keys', { name: 'Workload', role: 'workload' })).body?.key,
    );
    unused = String((await ask('POST', '/api/v1/api-keys', { name: 'Unused', role: 'workload' })).body?.key);
    expect(await resolve()).toMatchObject({ status: 200 });
    expect((await save()).status).toBe(201);
  });
  afterAll(async () => {
    if (child?.exitCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    disk?.remove();
  });

  it('everything that is listed is still listed, also to a key that was never used', async () => {
    const { body: contract } = await ask('GET', '/api/openapi.json');
    const lists = Object.entries<object>(contract?.paths ?? {})
      .filter(([path, methods]) => path.startsWith('/api/v1/') && !path.includes('{') && 'get' in methods)
      .map(([path]) => path);
    expect(lists.length).toBeGreaterThan(10);
    const statuses = async () =>
      Promise.all(lists.map(async (path) => [path, (await ask('GET', path)).status]));
    const before = await statuses();
    disk?.fill();
    expect(await statuses()).toEqual(before);
    expect((await resolve(unused)).status).toBe(200);
    disk?.free();
  });

  it('changes are refused by a stable code, what is known is read, and the process stays', async () => {
    const known = await ask('GET', '/api/v1/projects');
    disk?.fill();
    for (let times = 0; times < 20; times += 1) {
      expect(await save()).toMatchObject({ status: 507, body: { code: 'storage_full' } });
      expect((await resolve()).status).toBe(200);
      expect(await ask('GET', '/api/v1/projects')).toEqual(known);
    }
    expect(await ready()).toMatchObject({
      status: 200,
      body: { status: 'ready', parts: { database: 'storage_full' } },
    });
    expect(child?.exitCode).toBeNull();
  });

  it('saves again once there is room, and has lost nothing', async () => {
    disk?.free();
    const before = (await ask('GET', '/api/v1/projects')).body;
    expect((await save()).status).toBe(201);
    const after = (await ask('GET', '/api/v1/projects')).body;
    expect(after?.items).toHaveLength((before?.items.length ?? 0) + 1);
    expect((await ready()).body).toMatchObject({ parts: { database: 'up' } });
  });
});
