import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openEvents } from '@/lib/api/testing/read-events';
import { buildServer } from '../scripts/build-server.mjs';
import { launch } from '../scripts/launch.mjs';
import { freePort } from '../scripts/port.mjs';

const adminKey = `lk_${'canary'.repeat(6)}`;
const masterKey = Buffer.alloc(32, 'canary').toString('base64');
const running: ChildProcess[] = [];
const halves: Socket[] = [];
let dataDir = '';

beforeAll(async () => {
  await buildServer(['server', 'product']);
  dataDir = await mkdtemp(join(tmpdir(), 'latchkey-process-'));
});

afterAll(async () => {
  for (const socket of halves) socket.destroy();
  for (const child of running) await end(child);
  await rm(dataDir, { recursive: true, force: true });
});

async function isOpen(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  const isConnected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  });
  socket.destroy();
  return isConnected;
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  running.push(child);
  for (let tries = 0; tries < 2_000 && child.exitCode === null; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the server did not become ready');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

const asAdmin = { headers: { authorization: `Bearer ${adminKey}` } };
const settingsOf = (port: number) => ({
  NODE_ENV: 'production' as const,
  PORT: String(port),
  DATA_DIR: dataDir,
  LATCHKEY_ROLE: 'resolver',
  LOG_LEVEL: 'silent',
});
const secretSettings = { LATCHKEY_ADMIN_API_KEY: adminKey, LATCHKEY_MASTER_KEY: masterKey };

async function modesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true });
  const modes = await Promise.all(entries.map(async (entry) => (await stat(join(path, entry))).mode & 0o777));
  return [...new Set(modes.map((mode) => mode.toString(8)))].sort();
}

describe.skipIf(process.platform !== 'linux')('the process, started with a wide umask', () => {
  let port = 0;
  let inspector = 0;

  beforeAll(async () => {
    [port, inspector] = [await freePort(), await freePort()];
    const command = `umask 0; exec "$0" --inspect-port=${inspector} dist/server.mjs`;
    const child = spawn('/bin/sh', ['-c', command, process.execPath], {
      env: { ...settingsOf(port), ...secretSettings },
      stdio: 'ignore',
    });
    await ready(child, port);
  });

  it('opens no debugger at SIGUSR1, for its threads neither, and serves on', async () => {
    running[0]?.kill('SIGUSR1');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await isOpen(inspector)).toBe(false);
    expect(await isOpen(port)).toBe(true);
  });

  it('answers one peer while another holds 500 half-sent requests', async () => {
    for (let count = 0; count < 500; count += 1) {
      const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.9' });
      socket.on('error', () => undefined).write('POST /api/v1/connections HTTP/1.1\r\nHost: localhost\r\n');
      halves.push(socket);
    }
    const startedAtMs = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/connections`, asAdmin);
    expect(answer.status).toBe(200);
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
    await vi.waitFor(
      () => expect(halves.filter((socket) => !socket.destroyed).length).toBeLessThanOrEqual(128),
      5_000,
    );
  });

  it('keeps the files of the embedded database for its user alone', async () => {
    expect(await modesBelow(dataDir)).toEqual(['600', '700']);
  });
});

describe.skipIf(process.platform !== 'linux')('the process, launched on the data of before', () => {
  let child: ChildProcess | undefined;
  let port = 0;

  beforeAll(async () => {
    for (const before of running) await end(before);
    const pg = join(dataDir, 'pg');
    await chmod(pg, 0o755);
    await chmod(join(pg, 'base'), 0o755);
    await chmod(join(pg, 'PG_VERSION'), 0o666);
    port = await freePort();
    child = launch({
      file: 'dist/server.mjs',
      env: settingsOf(port),
      settings: secretSettings,
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    await ready(child, port);
  });

  it('has its settings, but no secret one in its environment', async () => {
    // It opened what the master key sealed.
    expect((await fetch(`http://127.0.0.1:${port}/metrics`, asAdmin)).status).toBe(200);
    const own = await readFile(`/proc/${child?.pid}/environ`, 'utf8');
    expect(own).toContain('DATA_DIR=');
    for (const secret of [adminKey, masterKey]) expect(own).not.toContain(secret);
  });

  it('writes no core file', async () => {
    expect(await readFile(`/proc/${child?.pid}/limits`, 'utf8')).toMatch(/^Max core file size\s+0\s+0\s/m);
  });

  it('takes others’ rights from files that an earlier version made', async () => {
    expect(await modesBelow(dataDir)).toEqual(['600', '700']);
  });

  it('ends who listens when it ends, and does not wait for them to leave', async () => {
    const api = `http://127.0.0.1:${port}/api/v1`;
    const headers = { ...asAdmin.headers, 'content-type': 'application/json' };
    const fields = { typed: { value: 'canary' } };
    const body = JSON.stringify({ key: 'heard', name: 'Heard', app: 'custom', scope: 'platform', fields });
    expect((await fetch(`${api}/connections`, { method: 'POST', headers, body })).status).toBe(201);
    const events = await openEvents(`${api}/connections/heard/events`, asAdmin.headers);
    expect(await events.next()).toMatchObject({ event: 'current' });
    if (!child) throw new Error('there is no process');
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await events.next()).toEqual({ event: 'ended', data: { code: 'overloaded' } });
    await events.ended;
    expect(await exited).toEqual([0, null]);
  });
});
