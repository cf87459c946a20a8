import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPrograms, startServer as startPostgres } from '../scripts/postgres-server.mjs';
import { referencesOf, startAccount } from './account';
import { programFile, startChild } from './child';
import { makeConnection, setUpDesk } from './desk';
import { cpuMs, memoryMb } from './load';
import { printMachine } from './machine';
import { median } from './numbers';
import { readOptions } from './options';
import { newServerSettings, removeData, startServer } from './server-process';
import { printTable, ratio } from './table';

// How long a start takes, with its database and without. See README.md.

interface Start {
  readyMs: number;
  processorMs: number;
  memoryMb: number;
}

interface DueRead {
  tookMs: number;
  signIns: number;
}

const { isQuick, rounds = isQuick ? 3 : 10 } = readOptions();
const connections = 100;

printMachine();
const programs = findPrograms();
if (programs === undefined)
  throw new Error('no PostgreSQL is installed: node scripts/test-postgres.mjs installs it');
const database = await startPostgres(programs);
const account = await startAccount({ vaults: 1, items: connections, fields: 1 });
const settings = await newServerSettings(account.address, {
  env: { DATABASE_URL: database.url, LATCHKEY_MASTER_KEY: Buffer.alloc(32, 1).toString('base64') },
});
const first = await startServer(settings);
// Setting up takes more than a small plan leaves for work behind.
const desk = await setUpDesk(first, account, { plan: 'business' });
for (const [at, reference] of referencesOf(account, connections, 'ids').entries()) {
  await makeConnection(first, desk, `c${at}`, [reference]);
  await first.api('POST', `/connections/c${at}/resolve`, undefined);
}
await first.end();

// A second: each start finds everything past it, and the first read has to ask.
await setFreshTime(1_000);
const dueAtOnce = await dueReads(0);
const dueLater = await dueReads(5_000);
await setFreshTime('automatic');
const bare = await many(bareStart);
const attached = await many(() => ownStart('c0'));
database.stop();
const detached = await many(() => ownStart('c0'));
const floor = median(bare.map(({ readyMs }) => readyMs));
const row = (name: string, starts: readonly Start[]) => [
  name,
  median(starts.map(({ readyMs }) => readyMs)),
  Math.max(...starts.map(({ readyMs }) => readyMs)),
  ratio(median(starts.map(({ readyMs }) => readyMs)), floor),
  median(starts.map(({ processorMs }) => processorMs)),
  median(starts.map(({ memoryMb: each }) => each)),
];
printTable(
  `From the start of the process to the first known read, ${connections} connections, ${rounds} rounds`,
  ['process', 'p50 ms', 'worst ms', 'of bare', 'processor ms', 'memory MB'],
  [
    row('Node with a bare server', bare),
    row('resolver, its database there', attached),
    row('resolver, its database away, from its snapshot', detached),
  ],
);
const dueRow = (name: string, reads: readonly DueRead[]) => [
  name,
  median(reads.map(({ tookMs }) => tookMs)),
  Math.max(...reads.map(({ tookMs }) => tookMs)),
  median(reads.map(({ signIns }) => signIns)),
];
printTable(
  `The first read that has to ask, after a start, ${rounds} rounds`,
  ['read', 'p50 ms', 'worst ms', 'sign-ins'],
  [dueRow('as soon as the process is ready', dueAtOnce), dueRow('five seconds later', dueLater)],
);
database.remove();
await account.close();
await removeData(settings);

async function many(start: () => Promise<Start>): Promise<Start[]> {
  const starts: Start[] = [];
  for (let round = 0; round < rounds; round += 1) starts.push(await start());
  return starts;
}

async function setFreshTime(freshMs: number | 'automatic'): Promise<void> {
  const server = await startServer(settings);
  await server.api('PATCH', `/secret-managers/${desk.secretManagerId}`, { policy: { freshMs } });
  await server.api('POST', '/connections/c0/resolve', undefined);
  await server.end();
}

async function dueReads(afterMs: number): Promise<DueRead[]> {
  const reads: DueRead[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Past stale, so that the read waits for the answer.
    await sleep(3_000);
    await account.clearLog();
    const server = await startServer(settings, [], 5);
    await sleep(afterMs);
    const beganAtMs = performance.now();
    await server.api('POST', '/connections/c0/resolve', undefined);
    const tookMs = performance.now() - beganAtMs;
    reads.push({ tookMs, signIns: (await account.counts())['auth/start'] ?? 0 });
    await server.end();
  }
  return reads;
}

async function ownStart(key: string): Promise<Start> {
  const beganAtMs = performance.now();
  const server = await startServer(settings, [], 5);
  await server.api('POST', `/connections/${key}/resolve`, undefined);
  const found = measured(server.child.process.pid, beganAtMs);
  await server.end();
  return found;
}

async function bareStart(): Promise<Start> {
  const answer = join(tmpdir(), `latchkey-bench-answer-${process.pid}.json`);
  writeFileSync(answer, JSON.stringify({ headers: {}, body: '{}' }));
  const beganAtMs = performance.now();
  const child = startChild(programFile('bare-program'), [answer]);
  const address = await child.line();
  while (!(await fetch(address).catch(() => undefined))) await sleep(5);
  const found = measured(child.process.pid, beganAtMs);
  await child.end();
  return found;
}

function measured(pid = 0, beganAtMs = 0): Start {
  return { readyMs: performance.now() - beganAtMs, processorMs: cpuMs(pid), memoryMb: memoryMb(pid) };
}
