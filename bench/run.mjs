// Runs one benchmark: node bench/run.mjs <name> [options]. Without a name it says which there are. See README.md.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildServer } from '../scripts/build-server.mjs';
import { buildBench, root } from './build.mjs';

const benchmarks = {
  cold: '1,000 references from a cold cache, beside the SDK and varlock',
  day: 'a simulated day: requests upstream, by hour and by 1,000 resolves',
  hot: 'resolving from memory over HTTP, beside a bare server and a Next route handler',
  stampede: 'many callers on a cold connection: one sign-in, one read',
  crowd: 'the first calls of 200 secret managers at once: all are answered, how soon, memory for each',
  start: 'from the start of a process to the first known read, with its database and without',
  listeners: '10,000 clients that wait to be told of changes: memory, and how soon all know',
  storm: 'a refused token and a missing item, asked ten times a second',
  clock: 'the clock is set, forward and back, while a value rotates',
  outage: 'six hours without 1Password, with restarts',
  crash: 'kill -9 under load: what is served and what is counted afterwards',
  sealing: 'what sealing and opening cost, beside the envelope of before',
  scale: '100,000 entries: start, memory, list, clear; how cost grows',
  million: 'a million entries on PostgreSQL: list, search, filters, counts, read, clear, start',
  feel: 'the console in a browser: first paint, interaction to next paint, script bytes',
  feedback: 'the console on a slow line: how soon each click shows that it was heard',
  upgrade: 'an installation of another commit, opened by this build: what resolves, what is refused',
  tabs: 'open tabs after an update, and before two machines that built the same source',
  wander: 'a random life, each answer checked against what was true',
  chaos: 'three replicas and all that can go wrong at once, each answer checked',
  malformed: '10,000 malformed items, read in every way: healthy neighbours never notice',
  feed: 'the change feed: a day with trust and without, rotations on three replicas, a listener that is killed',
  faults: 'every kind of fault at every route: codes, deadlines, leaks',
};
/** These compare several processes on one PostgreSQL server, which scripts/test-postgres.mjs lends them. */
const onServer = ['stampede', 'crash', 'tabs', 'feed'];

const [name, ...options] = process.argv.slice(2);
if (name === undefined || !Object.hasOwn(benchmarks, name)) {
  console.log('Usage: node bench/run.mjs <name> [--quick]\n');
  for (const [each, about] of Object.entries(benchmarks)) console.log(`  ${each.padEnd(10)}${about}`);
  process.exit(name === undefined ? 0 : 1);
}
if (!existsSync(join(root, 'bench', `${name}.ts`))) {
  console.error(`bench/${name}.ts is not there.`);
  process.exit(1);
}
process.exitCode =
  onServer.includes(name) && !process.env.TEST_DATABASE_URL
    ? await run(join(root, 'scripts', 'test-postgres.mjs'), [process.execPath, ownFile(), name, ...options])
    : await bench();

async function bench() {
  await buildServer();
  const { [name]: program } = await buildBench(name);
  return run(program, options);
}

function run(program, parameters) {
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...parameters], {
    stdio: 'inherit',
    cwd: root,
    env: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

function ownFile() {
  return fileURLToPath(import.meta.url);
}
