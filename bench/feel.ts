import { randomBytes } from 'node:crypto';
import { workload } from '@/lib/connections/testing/callers';
import { resolveReferences } from '@/lib/secrets/resolve';
import { referencesOf, startAccount } from './account';
import { bindAll } from './connections';
import { type Feeling, openBrowser } from './feel-browser';
import { feelings, pages } from './feel-subjects';
import { printMachine } from './machine';
import { median } from './numbers';
import { readOptions } from './options';
import { connect, openProduct } from './product';
import { newServerSettings, removeData, startServer } from './server-process';
import { printTable } from './table';

// How the built console feels in a browser, with much in it. See README.md.

const { isQuick, rounds = isQuick ? 2 : 5, only } = readOptions();
const items = isQuick ? 1_000 : 10_000;
const connections = isQuick ? 300 : 3_000;
const person = { email: 'admin@example.test', password: randomBytes(12).toString('base64url') };

printMachine();
const account = await startAccount({ vaults: 1, items, fields: 1 });
const settings = await newServerSettings(account.address, {
  env: {
    LATCHKEY_ROLE: 'all',
    LATCHKEY_ADMIN_EMAIL: person.email,
    LATCHKEY_ADMIN_PASSWORD: person.password,
    NODE_ENV: 'production',
  },
});
await fill();
const server = await startServer(settings);
const origin = `http://localhost:${new URL(server.origin).port}`;
const browser = await openBrowser(origin, person);
try {
  if (only !== 'feel') await firstPaints();
  await interactions();
} finally {
  await browser.close();
  await server.end();
  await account.close();
  await removeData(settings);
}

/** Everything on the real path: each item read once, so that it is in the cache, and bound in a connection. */
async function fill(): Promise<void> {
  const product = await openProduct({
    signInHosts: [account.address],
    dataDir: settings.dataDir,
    timeoutMs: 60_000,
  });
  const manager = await connect(account.token, { name: 'Company', policy: { freshMs: 86_400_000 } });
  const references = referencesOf(account, items, 'ids');
  for (let at = 0; at < items; at += 1_000) {
    const input = { secretManagerId: manager.id, references: references.slice(at, at + 1_000) };
    await resolveReferences({ caller: workload, input });
  }
  await bindAll(manager.id, references.slice(0, connections * 3), 3);
  await product.close();
}

async function firstPaints(): Promise<void> {
  const rows = [];
  for (const { name, path } of pages) {
    const loads = [];
    for (let round = 0; round < rounds + 1; round += 1) loads.push(await browser.load(path));
    // The first load of a page makes the server load its code.
    const warm = loads.slice(1);
    rows.push([
      name,
      ms(median(warm.map(({ firstPaintMs }) => firstPaintMs))),
      ms(loads[0]?.firstPaintMs ?? Number.NaN),
      ms(median(warm.map(({ longestTaskMs }) => longestTaskMs))),
      kib(loads[0]?.scriptBytesSent ?? 0),
      kib(loads[0]?.scriptBytes ?? 0),
      kib(loads[0]?.pageBytes ?? 0),
    ]);
  }
  printTable(
    `Pages with ${connections.toLocaleString('en')} connections and ${items.toLocaleString('en')} entries`,
    ['page', 'first paint', 'the first time', 'longest task', 'script sent', 'script', 'document'],
    rows,
  );
}

async function interactions(): Promise<void> {
  const rows = [];
  for (const subject of feelings) {
    const felt: Feeling[] = [];
    for (let round = 0; round < rounds; round += 1) felt.push(await browser.feel(subject));
    const next = felt.map(({ nextPaintMs }) => nextPaintMs);
    const shown = felt.map(({ shownMs }) => shownMs);
    rows.push([
      subject.name,
      ms(median(next)),
      ms(Math.max(...next)),
      ms(median(shown)),
      ms(Math.max(...shown)),
    ]);
  }
  printTable(
    `Interactions, the vault with ${items.toLocaleString('en')} items`,
    ['what', 'next paint', 'at worst', 'result seen', 'at worst'],
    rows,
  );
}

function ms(value: number): string {
  return Number.isFinite(value) ? `${Math.round(value)} ms` : '–';
}

function kib(bytes: number): string {
  return `${Math.round(bytes / 1024)} KiB`;
}
