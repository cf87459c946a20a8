import { forgetAll } from '@/lib/cache/memory';
import { admin, readerOf, support } from '@/lib/connections/testing/callers';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { listEntries } from '@/lib/secrets/list-entries';
import { previewSelection } from '@/lib/secrets/preview-selection';
import { resolveReferences } from '@/lib/secrets/resolve';
import { summarizeEntries } from '@/lib/secrets/summarize-entries';
import { findPrograms, startServer as startPostgres } from '../scripts/postgres-server.mjs';
import { startAccount } from './account';
import { memoryMb } from './load';
import { printMachine } from './machine';
import { fill } from './million-data';
import { median } from './numbers';
import { readOptions } from './options';
import { openProduct } from './product';
import { newServerSettings, removeData, startServer } from './server-process';
import { type Cell, printTable } from './table';

// A cache of a million entries on PostgreSQL: what the console and the API ask for. See README.md.

type Input = Parameters<typeof listEntries>[0]['input'];

const { isQuick, rounds = 5, only } = readOptions();
const entries = isQuick ? 20_000 : 1_000_000;
const goalMs = 150;
// Its number says that it is of production (see million-data).
const oneItem = `production ${Math.floor(entries / 5 / 24) * 24 - 240}`;

printMachine();
const programs = findPrograms();
if (programs === undefined)
  throw new Error('no PostgreSQL is installed: node scripts/test-postgres.mjs installs it');
const server = process.env.TEST_DATABASE_URL ? undefined : await startPostgres(programs);
const databaseUrl = process.env.TEST_DATABASE_URL ?? server?.url ?? '';
const masterKey = Buffer.alloc(32, 1).toString('base64');
const account = await startAccount({ vaults: 1, items: 1, fields: 1 });
const settings = await newServerSettings(account.address, {
  env: { DATABASE_URL: databaseUrl, LATCHKEY_MASTER_KEY: masterKey },
});
const product = await openProduct({
  signInHosts: [account.address],
  dataDir: settings.dataDir,
  databaseUrl,
  masterKey,
});
const rows: Cell[][] = [];
const filledAtMs = performance.now();
const { managers, readable } = await fill(account.token, entries);
rows.push(['fill', seconds(performance.now() - filledAtMs), '', await size()]);

const [first, second] = managers;
const some = first?.id ?? '';
const last = managers.at(-1)?.id ?? '';
for (const [who, caller] of [
  ['admin', admin],
  ['support', support],
] satisfies [string, Caller][]) {
  for (const [what, input] of lists()) await noteList(`${who}: ${what}`, caller, input);
  await noteFarDown(`${who}: page 200 by reference`, caller, { sort: 'reference' });
  for (const [what, { sort: _sort, order: _order, ...filter }] of lists().filter(([, { sort }]) => !sort)) {
    await note(`${who}: counts, ${what}`, async () => {
      const { filtered } = await summarizeEntries({ caller, input: filter });
      return filtered.all;
    });
  }
  await note(`${who}: preview of one connection`, async () => {
    const { count } = await previewSelection({ caller, input: { filter: { connection: 'app-1' } } });
    return count;
  });
}

const asked = { secretManagerId: some, references: readable };
const reads = () => resolveReferences({ caller: readerOf({ id: some }), input: asked });
await note('read of 1,000 from the table', reads, forgetAll);
await note('read of 1,000 from memory', reads);
await note('clear one manager', () =>
  clearEntries({ caller: admin, input: { secretManagerId: second?.id ?? '' } }),
);
await product.close();
if (only === undefined) await noteStart();
printTable(
  `${entries.toLocaleString('en')} entries of ${managers.length} secret managers on PostgreSQL; the goal is ${goalMs} ms`,
  ['what', 'p50', 'worst', 'about'],
  rows,
);
await removeData(settings);
await account.close();
server?.remove();

function lists(): [string, Input][] {
  return [
    ['first page', {}],
    ...(['reference', 'hits', 'last_read', 'changed', 'age'] as const).flatMap((sort): [string, Input][] => [
      [`by ${sort}`, { sort, order: 'asc' }],
      [`by ${sort}, the other way`, { sort, order: 'desc' }],
    ]),
    ...(['fresh', 'stale', 'expired', 'absent', 'failing'] as const).map((state): [string, Input] => [
      state,
      { state },
    ]),
    ['expired by reference', { state: 'expired', sort: 'reference' }],
    ['failing by last read', { state: 'failing', sort: 'last_read' }],
    ['of a large secret manager', { secretManagerId: some }],
    ['of a small secret manager', { secretManagerId: last }],
    ['stale of a small secret manager', { secretManagerId: last, state: 'stale' }],
    ['bound in a connection', { connection: 'app-1' }],
    ['bound in a project', { projectId: 'p-team' }],
    ['bound in a project, by hits', { projectId: 'p-team', sort: 'hits' }],
    ['error code of many', { code: 'provider_timeout' }],
    ['error code of one', { code: 'secret_unreadable' }],
    ['error code of nobody', { code: 'provider_denied' }],
    ['error code of a pause', { code: 'provider_rate_limited' }],
    ['older than an hour', { minAgeMs: 3_600_000 }],
    ['older than 30 days', { minAgeMs: 30 * 86_400_000 }],
    ['search: one', { search: oneItem }],
    ['search: one, by reference', { search: oneItem, sort: 'reference' }],
    ['search: a common word', { search: 'production' }],
    ['search: a common word, by hits', { search: 'production', sort: 'hits' }],
    ['search: a vault', { search: 'team 123/' }],
    ['search: across the names', { search: 'team 12/billing' }],
    ['search: two letters', { search: 'zq' }],
    ['search: nothing', { search: 'no such thing' }],
    ['search: nothing, of known parts', { search: 'payroll billing' }],
    ['search and state', { search: 'warehouse', state: 'expired' }],
  ];
}

async function noteList(what: string, caller: Caller, input: Input): Promise<void> {
  let cursor: string | undefined;
  await note(what, async () => {
    const page = await listEntries({ caller, input: { ...input, limit: 50 } });
    cursor = page.nextCursor ?? undefined;
    return page.items.length;
  });
  if (cursor === undefined || input.order === 'asc') return;
  await note(`${what}, next page`, async () => {
    const page = await listEntries({ caller, input: { ...input, limit: 50, cursor } });
    return page.items.length;
  });
}

async function noteFarDown(what: string, caller: Caller, input: Input): Promise<void> {
  let cursor: string | undefined;
  const turn = async () => {
    const page = await listEntries({ caller, input: { ...input, limit: 200, cursor } });
    cursor = page.nextCursor ?? undefined;
    return page.items.length;
  };
  if (only !== undefined && !what.includes(only)) return;
  const startedMs = performance.now();
  for (let page = 1; page < 50 && (page === 1 || cursor) && performance.now() - startedMs < 20_000; page += 1)
    await turn();
  const from = cursor;
  await note(what, async () => {
    cursor = from;
    return turn();
  });
}

async function note(
  what: string,
  work: () => Promise<unknown>,
  before: () => void = () => undefined,
): Promise<void> {
  if (only !== undefined && !what.includes(only)) return;
  const times: number[] = [];
  let about: unknown;
  for (let round = 0; round < rounds && sum(times) < 5_000; round += 1) {
    before();
    const startedMs = performance.now();
    about = await work().catch((error: unknown) => String(error).slice(0, 60));
    times.push(performance.now() - startedMs);
  }
  const p50 = median(times);
  const told = typeof about === 'number' || typeof about === 'string' ? String(about) : '';
  rows.push([what, ms(p50), ms(Math.max(...times)), `${told}${p50 > goalMs ? ' LATE' : ''}`]);
}

/** A resolver that starts on all of this: how long, and what it holds. */
async function noteStart(): Promise<void> {
  const startedMs = performance.now();
  const resolver = await startServer(settings);
  const readyMs = performance.now() - startedMs;
  rows.push([
    'start of a resolver',
    seconds(readyMs),
    '',
    `${Math.round(memoryMb(resolver.child.process.pid ?? 0))} MB`,
  ]);
  await resolver.end();
}

async function size(): Promise<string> {
  const found = await database().$queryRaw<{ heap: string; indexes: string }[]>`
    SELECT pg_size_pretty(pg_table_size('cache_entry')) AS heap, pg_size_pretty(pg_indexes_size('cache_entry')) AS indexes`;
  return `${found[0]?.heap}, indexes ${found[0]?.indexes}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function seconds(value: number): string {
  return `${(value / 1_000).toFixed(1)} s`;
}

function ms(value: number): string {
  return value >= 100 ? `${Math.round(value).toLocaleString('en')} ms` : `${value.toPrecision(2)} ms`;
}
