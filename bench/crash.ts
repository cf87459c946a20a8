import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, startAccount } from './account';
import { auditDatabase } from './crash-audit';
import { type Desk, makeConnection, setUpDesk } from './desk';
import { printMachine } from './machine';
import { median } from './numbers';
import { readOptions } from './options';
import { seededRandom } from './poisson';
import { newServerSettings, removeData, startServer } from './server-process';
import { type Cell, printTable } from './table';
import { freshDatabase } from './test-server';

// kill -9 at random moments under load: what is answered afterwards, what the table holds, what the ledger counted.
// See README.md.

const { isQuick, rounds: kills = isQuick ? 6 : 50, only } = readOptions();
const connections = 20;
const fieldsEach = 4;
const items = 40;

interface Checked {
  answers: number;
  /** Values of another field than the one bound, or never written to it. */
  wrong: number;
  /** Values older than one that was answered before. */
  backwards: number;
  refused: Map<string, number>;
  /** By field, the newest version answered. */
  newest: Map<string, number>;
}

printMachine();
const rows: Cell[][] = [];
if (!only || only === 'embedded') rows.push(await crash('embedded', {}));
const serverUrl = process.env.TEST_DATABASE_URL;
if (serverUrl && (!only || only === 'server')) {
  const database = await freshDatabase(serverUrl);
  rows.push(await crash('PostgreSQL', { DATABASE_URL: database.url }));
  await database.drop();
}
printTable(
  `${kills} times kill -9 under load, values rotating`,
  [
    'database',
    'answers checked',
    'wrong values',
    'older than before',
    'refused',
    'entries opened',
    'under a wrong key',
    'requests sent',
    'not in the ledger, by kill',
    'sent in its last 1.5 s',
    'kills that lost more than that',
    'start again',
  ],
  rows,
);

async function crash(title: string, env: Record<string, string>): Promise<Cell[]> {
  const account = await startAccount({ vaults: 2, items, fields: 2 });
  const settings = await newServerSettings(account.address, { env });
  const random = seededRandom(7);
  const checked: Checked = { answers: 0, wrong: 0, backwards: 0, refused: new Map(), newest: new Map() };
  const versions = new Map<string, number>();
  const starts: number[] = [];
  const lost: number[] = [];
  const inFlight: number[] = [];
  let server = await startServer(settings);
  // So short a freshness that reads upstream, writes and refreshes never rest.
  const desk = await setUpDesk(server, account, { policy: { freshMs: 400 } });
  for (let each = 0; each < connections; each += 1) {
    await makeConnection(server, desk, `app-${each}`, referencesOfConnection(account, each));
  }
  let behind = (await account.total()) - (await ledgerOf(server));
  for (let kill = 0; kill < kills; kill += 1) {
    const life = new AbortController();
    const load = [1, 2, 3, 4].map(() => ask(server.origin, desk, checked, versions, life.signal, random));
    const rotating = rotate(account, versions, life.signal, random);
    await sleep(200 + random() * 4_000);
    await server.end('SIGKILL');
    const killedAtMs = Date.now();
    life.abort();
    await Promise.all([...load, rotating]);
    // What it had sent is answered and logged by now.
    await sleep(300);
    inFlight.push((await account.requests()).filter(({ at }) => at > killedAtMs - 1_500).length);
    const startedMs = performance.now();
    server = await startServer(settings);
    starts.push(performance.now() - startedMs);
    const nowBehind = (await account.total()) - (await ledgerOf(server));
    lost.push(nowBehind - behind);
    behind = nowBehind;
  }
  await server.end();
  const requests = await account.total();
  const audit = await auditDatabase(settings, account);
  await removeData(settings);
  await account.close();
  const refused = [...checked.refused].map(([code, count]) => `${code} ×${count}`).join(', ');
  return [
    title,
    checked.answers,
    checked.wrong,
    checked.backwards,
    refused === '' ? 0 : refused,
    audit.opened,
    audit.wrong,
    requests,
    `median ${median(lost)}, at most ${Math.max(...lost)}`,
    `median ${median(inFlight)}, at most ${Math.max(...inFlight)}`,
    lost.filter((count, at) => count > (inFlight[at] ?? 0)).length,
    `${Math.round(median(starts))} ms`,
  ];
}

/** Every connection binds four fields of four items; the field's name says which. */
function referencesOfConnection({ items: all }: Account, connection: number): string[] {
  return Array.from({ length: fieldsEach }, (_, at) => {
    const number = (connection * fieldsEach + at) % (items * 2);
    const item = all[number % items];
    return `op://${item?.vaultId}/${item?.id}/f${Math.floor(number / items)}`;
  });
}

async function ask(
  origin: string,
  { workloadKey }: Desk,
  checked: Checked,
  versions: ReadonlyMap<string, number>,
  signal: AbortSignal,
  random: () => number,
): Promise<void> {
  while (!signal.aborted) {
    const connection = Math.floor(random() * connections);
    const response = await fetch(`${origin}/api/v1/connections/app-${connection}/resolve`, {
      method: 'POST',
      headers: { authorization: `Bearer ${workloadKey}` },
    }).catch(() => undefined);
    const text = await response?.text().catch(() => undefined);
    if (!response || text === undefined) continue;
    const said: { fields?: Record<string, string>; code?: string } = Object(JSON.parse(text));
    if (!response.ok) {
      const code = said.code ?? String(response.status);
      checked.refused.set(code, (checked.refused.get(code) ?? 0) + 1);
      continue;
    }
    for (let at = 0; at < fieldsEach; at += 1) {
      check(
        checked,
        versions,
        (connection * fieldsEach + at) % (items * 2),
        said.fields?.[`field${at}`] ?? '',
      );
    }
  }
}

/** Values are `value of Item 3, field 1` at first and `… version 7` later; a version not yet written cannot be right. */
function check(checked: Checked, versions: ReadonlyMap<string, number>, number: number, value: string): void {
  const field = `Item ${number % items}, field ${Math.floor(number / items)}`;
  const [, of, version = '0'] = /^value of (Item \d+, field \d+)(?:, version (\d+))?$/.exec(value) ?? [];
  checked.answers += 1;
  const newest = checked.newest.get(field) ?? 0;
  if (of !== field || Number(version) > (versions.get(field) ?? 0)) checked.wrong += 1;
  else if (Number(version) < newest) checked.backwards += 1;
  else checked.newest.set(field, Number(version));
}

async function rotate(
  account: Account,
  versions: Map<string, number>,
  signal: AbortSignal,
  random: () => number,
): Promise<void> {
  while (!signal.aborted) {
    const number = Math.floor(random() * items * 2);
    const item = account.items[number % items];
    const fieldNumber = Math.floor(number / items);
    const field = `Item ${number % items}, field ${fieldNumber}`;
    const version = (versions.get(field) ?? 0) + 1;
    // Before it is written: a reader may see it at once.
    versions.set(field, version);
    await account.control('/items/update', {
      vault: item?.vaultId,
      item: item?.id,
      field: `f${fieldNumber}`,
      value: `value of ${field}, version ${version}`,
    });
    await sleep(20);
  }
}

async function ledgerOf({ api }: { api: Awaited<ReturnType<typeof startServer>>['api'] }): Promise<number> {
  const answer: { items?: { accountDay: { used: number } }[] } = Object(await api('GET', '/quota'));
  return answer.items?.[0]?.accountDay.used ?? 0;
}
