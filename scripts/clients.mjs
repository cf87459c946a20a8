// npm run clients: the API by other people's HTTP clients, from Debian's packages, while a page of the console is open;
// then a stop under all of them. Each program in scripts/clients/ prints one line for each check.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { ignoreDebugSignal } from './guard.mjs';
import { requireNode } from './node-version.mjs';
import { withoutOwnSettings, withoutProxies } from './own-settings.mjs';
import { freePort } from './port.mjs';
import { startProgram, waitUntil } from './program.mjs';
import { CommandFailure, root, run } from './run.mjs';
import { setUp } from './setup.mjs';
import { runMain, step } from './step.mjs';

const startDeadlineMs = 120_000;
const programDeadlineMs = 120_000;
/** How long an answer of the slow connection waits for the secret manager. */
const slowMs = 1_500;
/** How long the product answers what it has begun (server.ts), and a little to end. */
const stopDeadlineMs = 12_000;
const checks = ['list', 'resolve', '404', '422', '304', '50 on one'];
// Letters beyond ASCII show a client that reads the wrong character set.
const expected = `värde-${randomBytes(6).toString('hex')}-值`;

ignoreDebugSignal();
requireNode();
const folder = mkdtempSync(join(tmpdir(), 'latchkey-clients-'));
const running = [];
process.on('exit', () => {
  for (const program of running) program.kill();
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

await runMain(async () => {
  await setUp();
  await step(
    'clients of Debian',
    'apt-get install python3-requests golang-go default-jdk-headless curl',
    getClients,
  );
  const clients = await resultOf('compile', compile);
  const latchkey = await resultOf('start Latchkey beside a sandbox', startBoth);
  const browser = await resultOf('open the console', () => openConsole(latchkey));
  try {
    const rows = [];
    for (const client of clients) rows.push([client.name, await jobOf(client, latchkey)]);
    const { stops, endedMs } = await stopUnder(clients, latchkey);
    show(rows, stops, endedMs);
  } finally {
    await browser.close();
    for (const program of running.reverse()) await program.stop();
  }
});
// The browser of a failed run would keep the process.
process.exit();

async function resultOf(name, work) {
  let result;
  await step(name, 'The lines above say what happened.', async () => {
    result = await work();
  });
  return result;
}

async function getClients() {
  const there = await Promise.all([
    run('/usr/bin/python3', ['-c', 'import requests']).then(
      () => true,
      () => false,
    ),
    ...['/usr/bin/go', '/usr/bin/javac', '/usr/bin/curl'].map((file) => existsSync(file)),
  ]);
  if (there.every(Boolean)) return;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['python3-requests', 'golang-go', 'default-jdk-headless', 'curl'];
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
}

async function compile() {
  const source = (name) => join(root, 'scripts/clients', name);
  const env = {
    GOCACHE: join(folder, 'go-cache'),
    GO111MODULE: 'off',
    GOPATH: join(folder, 'go'),
    HOME: folder,
  };
  await run('/usr/bin/go', ['build', '-o', join(folder, 'client-go'), source('client.go')], { env });
  await run('/usr/bin/javac', ['-encoding', 'UTF-8', '-d', folder, source('Client.java')]);
  return [
    { name: 'Node', command: [process.execPath, source('client.mjs')] },
    { name: 'Python requests', command: ['/usr/bin/python3', source('client.py')] },
    { name: 'Go net/http', command: [join(folder, 'client-go')] },
    { name: 'Java HttpClient', command: ['/usr/bin/java', '-cp', folder, 'Client'] },
    ...['--http1.0', '--http1.1', '--http2'].map((version) => ({
      name: `curl ${version}`,
      command: ['/bin/sh', source('client.sh'), version],
    })),
  ];
}

async function startBoth() {
  const sandboxPort = await freePort();
  const tokenFile = join(folder, 'sandbox-token.txt');
  const sandbox = startProgram({
    name: 'the sandbox',
    file: 'dist/sandbox.mjs',
    args: ['--port', String(sandboxPort), '--state', join(folder, 'sandbox.json'), '--token-file', tokenFile],
    logFile: join(folder, 'sandbox.log'),
  });
  running.push(sandbox);
  await ready(sandbox, async () => existsSync(tokenFile));

  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const admin = { email: 'admin@example.test', password: randomBytes(12).toString('base64url') };
  const key = `lk_${randomBytes(32).toString('base64url')}`;
  const product = startProgram({
    name: 'Latchkey',
    file: 'dist/server.mjs',
    env: { NODE_ENV: 'production' },
    settings: {
      PORT: String(port),
      DATA_DIR: join(folder, 'data'),
      LATCHKEY_SIGN_IN_HOSTS: `http://127.0.0.1:${sandboxPort}`,
      LATCHKEY_ADMIN_EMAIL: admin.email,
      LATCHKEY_ADMIN_PASSWORD: admin.password,
      LATCHKEY_ADMIN_API_KEY: key,
    },
    logFile: join(folder, 'server.log'),
  });
  running.push(product);
  await ready(product, async () => (await fetch(`${origin}/api/ready`)).ok);
  const serviceAccountToken = readFileSync(tokenFile, 'utf8').trim();
  const { id } = await made(origin, key, 'secret-managers', {
    name: 'Sandbox',
    provider: 'onepassword',
    config: { serviceAccountToken },
  });
  await made(origin, key, 'connections', {
    key: 'job',
    name: 'Job',
    app: 'custom',
    fields: {
      note: { value: expected },
      secretKey: { secretManagerId: id, reference: 'op://Production/Stripe/Secret Key' },
    },
  });
  // Its value is fresh for no time at all, so every answer waits for the secret manager.
  const { id: slowId } = await made(origin, key, 'secret-managers', {
    name: 'Slow',
    provider: 'onepassword',
    config: { serviceAccountToken },
    policy: { freshMs: 0 },
  });
  await made(origin, key, 'connections', {
    key: 'slow',
    name: 'Slow',
    app: 'custom',
    fields: { secretKey: { secretManagerId: slowId, reference: 'op://Production/Stripe/Secret Key' } },
  });
  return { origin, key, admin, product, sandbox: `http://127.0.0.1:${sandboxPort}` };
}

async function ready(program, isReady) {
  if (!(await waitUntil(isReady, program, startDeadlineMs))) throw new Error(program.tail());
}

async function made(origin, key, path, body) {
  const answer = await fetch(`${origin}/api/v1/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const read = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${read.detail}`);
  return read;
}

/** Signs in and stays on a page that asks for more every few seconds. */
async function openConsole({ origin, admin }) {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath: await findChromium() });
  const page = await browser.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Email address').fill(admin.email);
  await page.getByLabel('Password').fill(admin.password);
  await page.locator('form button[type=submit]').click();
  await page.getByRole('button', { name: `Account: ${admin.email}` }).waitFor();
  await page.goto(`${origin}/cache`);
  return browser;
}

function start({ command: [program, ...args] }, { origin, key }, mode, connection = 'job') {
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...withoutProxies(withoutOwnSettings()),
      LC_ALL: 'C.UTF-8',
      LATCHKEY_ORIGIN: origin,
      LATCHKEY_KEY: key,
      LATCHKEY_EXPECTED: expected,
      LATCHKEY_MODE: mode,
      LATCHKEY_CONNECTION: connection,
    },
  });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), programDeadlineMs);
  const ended = new Promise((resolve) => child.once('close', resolve)).finally(() => clearTimeout(timer));
  return {
    ended,
    lines: () =>
      printed
        .trim()
        .split('\n')
        .map((line) => line.split('\t')),
  };
}

/** What a program found, by check. */
async function jobOf(client, latchkey) {
  const program = start(client, latchkey, 'job');
  await program.ended;
  const found = Object.fromEntries(program.lines());
  return checks.map((name) => found[name] ?? 'wrong: nothing said');
}

/**
 * Ends the product while every program asks on and on, once for what memory holds and once for what has to be waited for.
 * What was begun is answered, so the request that fails is a new one, refused at once.
 */
async function stopUnder(clients, latchkey) {
  await slowDown(latchkey.sandbox);
  const programs = clients.flatMap((client) =>
    ['job', 'slow'].map((connection) => ({
      name: `${client.name}, ${connection}`,
      connection,
      ...start(client, latchkey, 'until-stop', connection),
    })),
  );
  const isRunning = () => programs.every(({ lines }) => lines().some(([word]) => word === 'running'));
  const failed = { ended: Promise.race(programs.map(({ ended }) => ended)) };
  if (!(await waitUntil(async () => isRunning(), failed, startDeadlineMs))) {
    const said = programs.map(({ name, lines }) => `${name}: ${lines()}`).join('\n');
    throw new CommandFailure('until-stop', said, 'no start');
  }
  const beganAtMs = performance.now();
  await latchkey.product.stop(60_000);
  const endedMs = performance.now() - beganAtMs;
  await Promise.all(programs.map(({ ended }) => ended));
  return { stops: programs.map(stopOf), endedMs };
}

function stopOf({ name, connection, lines }) {
  const [, said = 'wrong: nothing said', answers = '', longestMs = '', failedMs = '', end = ''] =
    lines().find(([word]) => word === 'stop') ?? [];
  const isLate = Math.max(Number(longestMs), Number(failedMs)) > stopDeadlineMs;
  const isBrokenOff = connection === 'slow' && Number(failedMs) > slowMs / 2;
  const found = isLate ? 'wrong: hangs' : isBrokenOff ? 'wrong: broken off' : said;
  return [name, found, answers, `${longestMs} ms`, `${end} after ${failedMs} ms`];
}

async function slowDown(sandbox) {
  const answer = await fetch(`${sandbox}/sandbox/faults`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'slow', delayMs: slowMs }),
  });
  if (!answer.ok) throw new Error(`the sandbox is not slowed down: ${answer.status} ${await answer.text()}`);
}

function show(rows, stops, endedMs) {
  print([['client', ...checks], ...rows.map(([name, found]) => [name, ...found])]);
  print([['stopped under', 'ended', 'answers', 'longest', 'then'], ...stops]);
  const isInTime = endedMs <= stopDeadlineMs;
  console.log(
    `\n  The product ended ${(endedMs / 1000).toFixed(1)} s after SIGTERM${isInTime ? '' : ': TOO LATE'}.`,
  );
  const words = [...rows.flatMap(([, found]) => found), ...stops.map(([, said]) => said)];
  if (!isInTime || words.some((word) => word !== 'ok')) {
    console.log('  Some answers were wrong.');
    process.exitCode = 1;
  }
}

function print(table) {
  const widths = table[0].map((_cell, at) => Math.max(...table.map((row) => row[at].length)));
  console.log();
  for (const row of table)
    console.log(`  ${row.map((cell, at) => cell.padEnd(widths[at])).join('  ')}`.trimEnd());
}
