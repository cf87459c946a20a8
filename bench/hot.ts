import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { referencesOf, startAccount } from './account';
import { type Child, programFile, startChild } from './child';
import { type Desk, makeConnection, setUpDesk } from './desk';
import { type LoadTarget, load, type Round } from './load';
import { printMachine } from './machine';
import { startNextApp } from './next-app';
import { median } from './numbers';
import { readOptions } from './options';
import { printProfile } from './profile';
import { serverOfCommit } from './server-of-commit';
import { newServerSettings, removeData, type ServerProcess, startServer } from './server-process';
import { printTable, ratio } from './table';

// Resolving from memory over HTTP, in rounds that alternate between the servers. See README.md.

const { isQuick, rounds = isQuick ? 3 : 9, against, isProfiled } = readOptions();
const many = 100;
const seconds = isQuick ? 2 : 3;

interface Contestant {
  name: string;
  target: LoadTarget;
  rounds: Round[];
}

printMachine();
await mkdir(join('.setup', 'bench'), { recursive: true });
const account = await startAccount({ vaults: 1, items: 5, fields: 1 });
const children: Child[] = [];
const ours = await warmServer('Latchkey', resolve('dist', 'server.mjs'));
const before = against ? await warmServer(`Latchkey at ${against}`, serverOfCommit(against)) : undefined;

const replies = { one: await replyOf(ours, 'one'), five: await replyOf(ours, 'five') };
const next = await startNextApp(replies.one);
children.push(next.child);
const bare = { one: await startBare('one'), five: await startBare('five') };

if (isProfiled) await profile();
await contest('A connection of one field', 'one');
await contest(`One of ${many} connections of one field, in turn`, 'many');
await contest('A connection of five fields from five items', 'five');
await Promise.all(children.map((child) => child.end('SIGKILL')));
for (const each of [ours, before]) if (each) await removeData(each.server.settings);
await account.close();

/** Another server, since profiling slows the one that is measured. */
async function profile(): Promise<void> {
  const folder = resolve('.setup', 'bench', 'profile');
  await rm(folder, { recursive: true, force: true });
  const profiled = await warmServer('profiled', resolve('dist', 'server.mjs'), [
    '--cpu-prof',
    '--cpu-prof-interval=200',
    `--cpu-prof-dir=${folder}`,
  ]);
  await load(contestantOf(profiled, 'one').target, 6);
  await profiled.server.end();
  await removeData(profiled.server.settings);
  printProfile(folder, 45);
}

interface WarmServer {
  name: string;
  server: ServerProcess;
  desk: Desk;
}

async function warmServer(
  name: string,
  file: string,
  nodeOptions: readonly string[] = [],
): Promise<WarmServer> {
  const server = await startServer(await newServerSettings(account.address, { file }), nodeOptions);
  children.push(server.child);
  // Fresh for as long as the benchmark: reads upstream are not what is measured here.
  const desk = await setUpDesk(server, account, { policy: { freshMs: 3_600_000 } });
  await makeConnection(server, desk, 'one', referencesOf(account, 1, 'ids'));
  await makeConnection(server, desk, 'five', referencesOf(account, 5, 'ids'));
  for (let number = 0; number < many; number += 1) {
    const reference = referencesOf(account, 5, 'ids')[number % 5] ?? '';
    await makeConnection(server, desk, `many-${number}`, [reference]);
  }
  return { name, server, desk };
}

async function replyOf({ server, desk }: WarmServer, key: string) {
  const ask = () =>
    fetch(`${server.origin}/api/v1/connections/${key}/resolve`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.workloadKey}` },
    });
  await (await ask()).text();
  const response = await ask();
  const own = new Set(['connection', 'keep-alive', 'date', 'content-length', 'transfer-encoding']);
  const body = await response.text();
  if (!body.includes('"source":"memory"')) throw new Error(`not from memory: ${response.status}`);
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !own.has(name)));
  return { headers, body };
}

async function startBare(size: 'one' | 'five'): Promise<LoadTarget> {
  const file = join('.setup', 'bench', `reply-${size}.json`);
  const { headers, body } = replies[size];
  const withLength = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
  await writeFile(file, JSON.stringify({ headers: withLength, body }));
  const child = startChild(programFile('bare-program'), [file]);
  children.push(child);
  return { url: await child.line(), pid: child.pid, key: 'none' };
}

async function contest(title: string, size: 'one' | 'many' | 'five'): Promise<void> {
  const contestants: Contestant[] = [
    { name: 'node:http, the same bytes', target: bare[size === 'five' ? 'five' : 'one'], rounds: [] },
    ...[ours, before].flatMap((each) => (each ? [contestantOf(each, size)] : [])),
    ...(size === 'one'
      ? [
          {
            name: 'Next route handler, the same bytes',
            target: { url: `${next.origin}/resolve`, pid: next.child.pid, key: 'none' },
            rounds: [],
          },
        ]
      : []),
  ];
  for (const { target } of contestants) await load(target, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const { target, rounds: done } of contestants) done.push(await load(target, seconds));
  }
  print(title, contestants);
}

function contestantOf({ name, server, desk }: WarmServer, size: string): Contestant {
  const isMany = size === 'many';
  const url = `${server.origin}/api/v1/connections/${isMany ? 'many-*' : size}/resolve`;
  const target = { url, targets: isMany ? many : 1, pid: server.child.pid, key: desk.workloadKey };
  return { name, target, rounds: [] };
}

/** Ratios are medians of the rounds' own ratios: each round is set against the bare server's of the same moment. */
function print(title: string, contestants: readonly Contestant[]): void {
  const [floor] = contestants;
  if (!floor) return;
  const rows = contestants.map(({ name, rounds: done }) => {
    const of = (pick: (round: Round) => number) => median(done.map(pick));
    const against = (pick: (round: Round) => number) =>
      median(done.map((round, at) => pick(round) / pick(floor.rounds[at] ?? round)));
    return [
      name,
      Math.round(of(({ perSecond }) => perSecond)),
      ratio(
        against(({ perSecond }) => perSecond),
        1,
      ),
      of(({ p50Ms }) => p50Ms),
      of(({ p99Ms }) => p99Ms),
      ratio(
        against(({ p99Ms }) => p99Ms),
        1,
      ),
      of(({ cpuUs }) => cpuUs),
      ratio(
        against(({ cpuUs }) => cpuUs),
        1,
      ),
      Math.max(...done.map(({ errors }) => errors)),
    ];
  });
  printTable(
    `${title}, from memory, 32 connections, medians of ${rounds} rounds of ${seconds} s`,
    ['server', 'answers/s', 'to floor', 'p50 ms', 'p99 ms', 'to floor', 'CPU µs each', 'to floor', 'errors'],
    rows,
  );
}
