import { randomBytes } from 'node:crypto';
import { freePort } from '../scripts/port.mjs';
import { startAccount } from './account';
import { type FeelBrowser, type Feeling, type Load, openBrowser } from './feel-browser';
import { fillInstallation } from './feel-data';
import { lists } from './feel-lists';
import { choosing } from './feel-picker';
import { type FeelSubject, navigation, pages } from './feel-subjects';
import { printMachine } from './machine';
import { quantile } from './numbers';
import { readOptions } from './options';
import { newServerSettings, removeData, startServer } from './server-process';
import { printTable } from './table';

// How the built console feels in a browser, with much in it. See README.md.

const { isQuick, rounds = isQuick ? 1 : 2, only } = readOptions();
const items = isQuick ? 1_000 : 10_000;
const connections = isQuick ? 300 : 3_000;
const slowerOnPhone = 4;
const events = isQuick ? 2_000 : 20_000;
const person = { email: 'admin@example.test', password: randomBytes(12).toString('base64url') };
const parts: Record<string, readonly FeelSubject[]> = { navigation, picker: choosing, lists };

printMachine();
const startedMs = performance.now();
const account = await startAccount({ vaults: 1, items, fields: 4 });
const settings = await newServerSettings(account.address, {
  port: await freePort(),
  env: {
    LATCHKEY_ROLE: 'all',
    LATCHKEY_ADMIN_EMAIL: person.email,
    LATCHKEY_ADMIN_PASSWORD: person.password,
    NODE_ENV: 'production',
  },
});
const visited = new Set<string>();
await fillInstallation(account, settings.dataDir, { connections, events });
console.log(`Filled in ${Math.round((performance.now() - startedMs) / 1_000)} s.`);
let server = await startServer(settings);
const browser = await openBrowser(`http://localhost:${settings.port}`, person);
try {
  if (only === undefined || only.split(',').includes('pages')) await loads();
  if (only === undefined || only.split(',').includes('phone')) await onPhone();
  for (const [name, subjects] of Object.entries(parts)) {
    if (only === undefined || only.split(',').includes(name)) await interactions(name, subjects);
  }
  console.log(`Ended after ${Math.round((performance.now() - startedMs) / 1_000)} s.`);
} finally {
  await browser.close();
  await server.end();
  await account.close();
  await removeData(settings);
}

async function loads(): Promise<void> {
  const rows = [];
  for (const { name, path } of pages) {
    const loaded: Load[] = [];
    for (let round = 0; round < rounds + 1; round += 1) loaded.push(await browser.load(path));
    // The first load of a page makes the server load its code.
    const [first, ...warm] = loaded;
    rows.push([
      name,
      ms(usual(warm.map(({ firstPaintMs }) => firstPaintMs))),
      ms(first?.firstPaintMs ?? Number.NaN),
      ms(usual(warm.map(({ longestTaskMs }) => longestTaskMs))),
      kib(first?.scriptBytesSent ?? 0),
      kib(first?.scriptBytes ?? 0),
      kib(first?.aheadBytesSent ?? 0),
      kib(first?.pageBytes ?? 0),
      first?.requests ?? 0,
    ]);
  }
  printTable(
    `Pages with ${count(connections)} connections, ${count(items)} entries, ${count(events)} events`,
    [
      'page',
      'first paint',
      'the first time',
      'longest task',
      'script sent',
      'script',
      'ahead',
      'document',
      'requests',
    ],
    rows,
  );
}

/** Beside a page of the product that is a framework and a few words: what the console itself adds is the difference. */
async function onPhone(): Promise<void> {
  const bare = { name: 'an error explained (framework alone)', path: '/errors/overloaded' };
  const rows = [];
  let bareMs = Number.NaN;
  for (const { name, path } of [bare, ...pages]) {
    await visit(path);
    const loaded = [];
    for (let round = 0; round < rounds + 2; round += 1)
      loaded.push(await browser.loadOnPhone(path, slowerOnPhone));
    // The first load fills the cache.
    const warm = loaded.slice(1);
    const blockedMs = usual(warm.map((load) => load.blockedMs));
    if (path === bare.path) bareMs = blockedMs;
    rows.push([
      name,
      ms(usual(warm.map(({ firstPaintMs }) => firstPaintMs))),
      ms(blockedMs),
      `${(blockedMs / bareMs).toFixed(1)} ×`,
    ]);
  }
  printTable(
    `Pages on a phone of 390 pixels whose processor is ${slowerOnPhone} times as slow`,
    ['page', 'first paint', 'blocked', 'beside the first'],
    rows,
  );
}

async function interactions(part: string, subjects: readonly FeelSubject[]): Promise<void> {
  const rows = [];
  for (const subject of subjects) {
    const felt: Feeling[] = [];
    await visit(subject.path);
    for (let round = 0; round < rounds; round += 1) {
      if (subject.server === 'cold') await restart(subject.path);
      felt.push(await feel(subject));
    }
    const next = felt.map(({ nextPaintMs }) => nextPaintMs);
    const shown = felt.map(({ shownMs }) => shownMs);
    rows.push([
      subject.name,
      ms(usual(next)),
      ms(Math.max(...next)),
      ms(usual(shown)),
      ms(Math.max(...shown)),
    ]);
  }
  printTable(`Interactions, ${part}`, ['what', 'next paint', 'at worst', 'result seen', 'at worst'], rows);
}

/** One that goes wrong is told with its name; the others go on. */
async function feel(subject: FeelSubject): ReturnType<FeelBrowser['feel']> {
  try {
    return await browser.feel(subject);
  } catch (error) {
    console.log(`${subject.name}: ${error instanceof Error ? error.message.split('\n')[0] : 'went wrong'}`);
    return { nextPaintMs: Number.NaN, shownMs: Number.NaN };
  }
}

/** The first to come to a page makes the server load its code: once for each. */
async function visit(path: string): Promise<void> {
  if (visited.has(path)) return;
  visited.add(path);
  await browser.load(path);
}

/** A server that has the page's code loaded, and nothing of 1Password. */
async function restart(path: string): Promise<void> {
  await server.end();
  server = await startServer(settings);
  visited.clear();
  await visit(path);
}

/** The middle one; of two the better, for the worse stands beside it. */
function usual(values: readonly number[]): number {
  return quantile(values, 0.49);
}

function ms(value: number): string {
  return Number.isFinite(value) ? `${Math.round(value)} ms` : '–';
}

function kib(bytes: number): string {
  return `${Math.round(bytes / 1024)} KiB`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
