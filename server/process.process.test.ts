import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildServer } from '../scripts/build-server.mjs';
import { launch } from '../scripts/launch.mjs';

const adminKey = `lk_${'canary'.repeat(6)}`;
const ended: (() => Promise<void>)[] = [];

beforeAll(() => buildServer(['server', 'product']));
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'latchkey-process-'));
  ended.push(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  const event = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(
      () => false,
      () => false,
    ),
  ]).catch(() => false);
  socket.destroy();
  return event;
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  ended.push(() => end(child));
  for (let tries = 0; tries < 600 && child.exitCode === null; tries += 1) {
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

const settingsOf = (port: number, dataDir: string) => ({
  NODE_ENV: 'production' as const,
  PORT: String(port),
  DATA_DIR: dataDir,
  LATCHKEY_ROLE: 'resolver',
  LATCHKEY_ADMIN_API_KEY: adminKey,
  LOG_LEVEL: 'silent',
});

/** As an operator starts it: with a wide umask, and settings in its environment. */
async function startDirectly(dataDir: string, nodeOptions = ''): Promise<ChildProcess> {
  const port = await freePort();
  const child = spawn(
    '/bin/sh',
    ['-c', `umask 0; exec "$0" ${nodeOptions} dist/server.mjs`, process.execPath],
    {
      env: settingsOf(port, dataDir),
      stdio: 'ignore',
    },
  );
  await ready(child, port);
  return child;
}

async function modesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true });
  const modes = await Promise.all(entries.map(async (entry) => (await stat(join(path, entry))).mode & 0o777));
  return [...new Set(modes.map((mode) => mode.toString(8)))].sort();
}

describe.skipIf(process.platform !== 'linux')('the process', () => {
  it('opens no debugger at SIGUSR1, for its threads neither, and serves on', async () => {
    const inspector = await freePort();
    const child = await startDirectly(await folder(), `--inspect-port=${inspector}`);
    child.kill('SIGUSR1');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await isOpen(inspector)).toBe(false);
    expect(child.exitCode ?? child.signalCode).toBeNull();
  });

  it('keeps the files of the embedded database for its user alone, those of before too', async () => {
    const dataDir = await folder();
    await end(await startDirectly(dataDir));
    expect(await modesBelow(dataDir)).toEqual(['600', '700']);
    const pg = join(dataDir, 'pg');
    await chmod(pg, 0o755);
    await chmod(join(pg, 'base'), 0o755);
    await chmod(join(pg, 'PG_VERSION'), 0o666);
    await end(await startDirectly(dataDir));
    expect(await modesBelow(dataDir)).toEqual(['600', '700']);
  });

  it('that was launched has its settings, but not in its environment, and writes no core file', async () => {
    const port = await freePort();
    const { LATCHKEY_ADMIN_API_KEY, ...others } = settingsOf(port, await folder());
    const child = launch({
      file: 'dist/server.mjs',
      env: others,
      settings: { LATCHKEY_ADMIN_API_KEY },
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    await ready(child, port);
    const authorization = `Bearer ${adminKey}`;
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { authorization } });
    expect(answer.status).toBe(200);
    const own = await readFile(`/proc/${child.pid}/environ`, 'utf8');
    expect(own).toContain('DATA_DIR=');
    expect(own).not.toContain('canary');
    expect(await readFile(`/proc/${child.pid}/limits`, 'utf8')).toMatch(/^Max core file size\s+0\s+0\s/m);
  });

  it('answers one peer while another holds 500 half-sent requests', async () => {
    const port = await freePort();
    const dataDir = await folder();
    const child = spawn(process.execPath, ['dist/server.mjs'], {
      env: settingsOf(port, dataDir),
      stdio: 'ignore',
    });
    await ready(child, port);
    const halves = Array.from({ length: 500 }, () => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.9' });
      socket.on('error', () => undefined).write('POST /api/v1/connections HTTP/1.1\r\nHost: localhost\r\n');
      ended.push(async () => void socket.destroy());
      return socket;
    });
    const startedAtMs = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/connections`, {
      headers: { authorization: `Bearer ${adminKey}` },
    });
    expect(answer.status).toBe(200);
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(halves.filter((socket) => !socket.destroyed).length).toBeLessThanOrEqual(128);
  });
});
