import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { admin, readerOf } from '@/lib/connections/testing/callers';
import { manualClock } from '@/lib/kernel/clock';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { setClock } from '@/lib/platform/clock';
import { closeProviders, providerOf } from '@/lib/providers/registry';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { resolveReferences } from '@/lib/secrets/resolve';
import { referencesOf, startAccount } from './account';
import { type FaultKind, faultKinds, type RouteName, routes } from './fault-kinds';
import { printMachine } from './machine';
import { readOptions } from './options';
import { seededRandom } from './poisson';
import { connect, openProduct } from './product';
import { type Cell, printTable } from './table';

// Every kind of fault at every route, then a soak of random ones: codes, deadlines, leaks. See README.md.

const { isQuick, only } = readOptions();
const deadlineMs = 4_000;
// The host's grace of a quarter second, and a busy machine.
const slackMs = 1_250;
const soaks = isQuick ? 40 : 400;

printMachine();
const time = manualClock(Date.now());
setClock(time);
const account = await startAccount({ vaults: 1, items: 3, fields: 1 });
const [vault] = account.vaults;
const secondToken: { token?: string } = Object(await account.control('/tokens', { name: 'file' }));
await account.control('/items', {
  vault: vault?.id,
  title: 'Paper',
  category: 'Document',
  document: { name: 'paper.txt', content: 'value of a file' },
});
const product = await openProduct({ signInHosts: [account.address], timeoutMs: deadlineMs });
const manager = await connect(account.token);
const bystander = await connect(secondToken.token ?? '');
const asked = {
  names: referencesOf(account, 3, 'names'),
  ids: referencesOf(account, 3, 'ids'),
  file: [`op://${vault?.name}/Paper/paper.txt`],
};
const wrong: string[] = [];
const late: string[] = [];
const unhealed: string[] = [];
const harmed: string[] = [];

await read(manager.id, asked.names);
const atStart = footprint();
const rows: Cell[][] = [];
for (const kind of faultKinds) if (!only || only === kind.name) rows.push(await strike(kind));
printTable(
  `Every fault at every route: the code that a cold read gives (“ok”: the right value; –: no read comes there)`,
  ['fault', ...routes],
  rows,
);
await soak();
await report();
await product.close();
await account.close();

async function strike(kind: FaultKind): Promise<Cell[]> {
  const cells: Cell[] = [kind.name];
  for (const route of routes) {
    const canStrike = !kind.only || kind.only.includes(route);
    cells.push(canStrike ? await strikeAt(kind, route, 'cold') : '');
  }
  return cells;
}

/** Cold: from the sign-in on. One fault in force, one read, then the fault is taken back and the next read must work. */
async function strikeAt(kind: FaultKind, route: RouteName, start: 'cold' | 'warm'): Promise<string> {
  const name = `${kind.name} at ${route}`;
  const references = route === 'file' ? asked.file : asked.names;
  if (start === 'cold') await providerOf('onepassword').close(manager.id);
  await clearEntries({ caller: admin, input: { secretManagerId: manager.id } });
  // Fresh from now on: it has no cause to ask while the fault is in force.
  await readBystander(`before ${name}`);
  await account.clearLog();
  // Items are read one by one only when a batch left one out.
  if (route === 'item') await account.control('/faults', { kind: 'shortBatch', route: 'items/batch' });
  await account.control('/faults', { ...kind.fault, route });
  const startedMs = performance.now();
  const [end] = await Promise.all([read(manager.id, references), readBystander(name)]);
  const tookMs = performance.now() - startedMs;
  await account.control('/faults/clear', {});
  const wasMet = (await account.requests()).some((request) => request.route === route && request.fault);
  const expected = kind.codeAt(route);
  if (wasMet && end !== 'ok' && end !== expected) wrong.push(`${name}: ${end}, not ${expected}`);
  if (!wasMet && end !== 'ok') wrong.push(`${name}: ${end} without the fault`);
  if (tookMs > deadlineMs + slackMs) late.push(`${name}: ${Math.round(tookMs)} ms`);
  // What hung ends at its own deadline; simulated time does not wait for it.
  if (kind.fault.kind === 'hang') await sleep(500);
  // Past every pause of breaker and quarantine.
  time.advance(10 * 60_000);
  await clearEntries({ caller: admin, input: { secretManagerId: manager.id } });
  const after = await read(manager.id, references);
  if (after !== 'ok') unhealed.push(`${name}: ${after}`);
  return wasMet ? end.replace('provider_', '').replace('secret_', '') : '–';
}

async function read(secretManagerId: string, references: readonly string[]): Promise<string> {
  const { results } = await resolveReferences({
    caller: readerOf({ id: secretManagerId }),
    input: { secretManagerId, references: [...references] },
  });
  for (const [at, result] of results.entries()) {
    if (!result.ok) return result.error.code;
    const right = references === asked.file ? 'value of a file' : `value of Item ${at}, field 0`;
    if (textOfSecret(result.value) !== right) return 'WRONG VALUE';
  }
  return 'ok';
}

/** Another manager, from its cache: what happens to one is no matter of the other's. */
async function readBystander(name: string): Promise<void> {
  const end = await read(bystander.id, asked.ids);
  if (end !== 'ok') harmed.push(`${name}: ${end}`);
}

/** An hour's worth of troubles in a row, cold and warm, quick ones alone so that it takes minutes. */
async function soak(): Promise<void> {
  const random = seededRandom(3);
  const quick = faultKinds.filter(({ fault }) => fault.kind !== 'hang' && fault.kind !== 'oversize');
  for (let at = 0; at < soaks; at += 1) {
    const kind = quick[Math.floor(random() * quick.length)];
    const route = routes[Math.floor(random() * routes.length)];
    if (!kind || !route || (kind.only && !kind.only.includes(route))) continue;
    await strikeAt(kind, route, random() < 0.3 ? 'cold' : 'warm');
  }
}

async function report(): Promise<void> {
  await closeProviders();
  await sleep(3_000);
  const atEnd = footprint();
  const list = (found: readonly string[]) =>
    found.length === 0 ? 'none' : `${found.length}: ${found.slice(0, 12).join('; ')}`;
  printTable(
    `What went wrong, soak of ${soaks} more included`,
    ['what', 'found'],
    [
      ['a wrong code or value', list(wrong)],
      [`later than the deadline of ${deadlineMs} ms (and ${slackMs} ms of slack)`, list(late)],
      ['not working once the fault was over', list(unhealed)],
      ['another manager that suffered', list(harmed)],
      ['threads, first and last', `${atStart.threads} and ${atEnd.threads}, workers ended`],
      ['timers and ports, first and last', `${atStart.resources} and ${atEnd.resources}`],
      ['memory, first and last', `${atStart.rssMb} and ${atEnd.rssMb} MB`],
    ],
  );
}

function footprint(): { threads: number; resources: string; rssMb: number } {
  const resources = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) resources.set(kind, (resources.get(kind) ?? 0) + 1);
  return {
    threads: readdirSync('/proc/self/task').length,
    resources: [...resources].map(([kind, count]) => `${kind} ${count}`).join(', ') || 'none',
    rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
  };
}
