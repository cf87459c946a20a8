import { setTimeout as sleep } from 'node:timers/promises';
import { listenToFeeds } from '@/lib/change-feed/schedule';
import { resolveConnection } from '@/lib/connections/resolve';
import { admin, workload } from '@/lib/connections/testing/callers';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import type { Sandbox } from '@/sandbox/handle';
import { startEvents } from '@/sandbox/onepassword-events/events';
import type { EventsSandbox } from '@/sandbox/onepassword-events/handle';
import { startSandbox } from '@/sandbox/sandbox';
import { bindAll } from './connections';
import { printMachine } from './machine';
import { median, sum } from './numbers';
import { readOptions } from './options';
import { poisson, seededRandom } from './poisson';
import { connect, openProduct } from './product';
import { newServerSettings, removeData, type ServerProcess, startServer } from './server-process';
import { printTable } from './table';
import { freshDatabase } from './test-server';

// What the change feed saves and keeps: a day with trust and without, three replicas, and a listener that is killed. See README.md.

const { isQuick, only, rounds } = readOptions();
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const stepMs = minuteMs;
const hours = 24;
// What is looked at are vaults, so that fewer items cost as much by the policy.
const itemCount = isQuick ? 100 : 1_000;

printMachine();
if (only !== 'replicas') await days();
if (only === undefined || only === 'replicas') await replicas();

async function days(): Promise<void> {
  const rows = [];
  for (const name of ['policy', 'trusted']) {
    if (only === undefined || only === name) rows.push(await day(name === 'trusted'));
  }
  printTable(
    `A simulated day: ${itemCount * 10} references in ${itemCount} items of 5 vaults, each read every 5 minutes on the default policy`,
    ['', 'resolves', 'requests upstream', 'of the feed', '50 items changed: items read', 'in requests'],
    rows,
  );
}

/** A day, and then 50 changes in one turn of the feed. */
async function day(isTrusted: boolean) {
  const time = manualClock(Date.now());
  setClock(time);
  const sandbox = await startSandbox({ now: time.now });
  const events = await startEvents(sandbox);
  const { token, references, items } = fill(sandbox);
  const product = await openProduct({ signInHosts: [sandbox.address, events.address], timeoutMs: 60_000 });
  const { id } = await connect(token, { plan: 'business' });
  const connections = await bindAll(id, references, 5);
  time.advance(1_000);
  const changeFeed = {
    token: events.mintToken().token,
    origin: events.address,
    ...(isTrusted ? { trust: {} } : {}),
  };
  await updateManager({ caller: admin, input: { id, patch: { changeFeed } } });
  // The provider tells what Latchkey reads: the feed is known to be of this account.
  for (const item of items.slice(0, 1)) events.tellUse({ ...item, action: 'server-fetch' });
  await listenToFeeds();
  await resolveAll(connections.map(({ key }) => key));
  await refreshesSettled();
  sandbox.clearLog();
  events.clearLog();
  const random = seededRandom(1);
  let resolves = 0;
  let upstream = 0;
  for (let at = 0; at < (hours * hourMs) / stepMs; at += 1) {
    time.advance(stepMs);
    await listenToFeeds();
    const count = poisson((connections.length * stepMs) / (5 * minuteMs), random);
    const chosen = Array.from({ length: count }, () => Math.floor(random() * connections.length));
    await resolveAll(chosen.map((each) => connections[each]?.key ?? ''));
    resolves += count * 5;
    await refreshesSettled();
    upstream += sandbox.requests().length;
    sandbox.clearLog();
    if (at % 60 === 59) console.error(`hour ${(at + 1) / 60}: ${upstream} requests so far`);
  }
  const ofFeed = events.requests().length;
  for (const item of items.slice(0, 50)) sandbox.updateItem({ ...item, field: 'f0', value: 'changed' });
  time.advance(10_000);
  await listenToFeeds();
  await refreshesSettled();
  const read = sandbox.requests().filter(({ route }) => route.startsWith('item'));
  const itemsRead = sum(read.map((request) => ('batchSize' in request ? Number(request.batchSize) : 1)));
  await product.close();
  await events.close();
  await sandbox.close();
  setClock(systemClock);
  return [isTrusted ? 'trusted' : 'by the policy', resolves, upstream, ofFeed, itemsRead, read.length];
}

async function resolveAll(keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => resolveConnection({ caller: workload, input: { key } })));
}

/** Items with ten fields each in five vaults. */
function fill(sandbox: Sandbox) {
  const vaults = Array.from({ length: 5 }, (_, at) => sandbox.createVault({ name: `Vault ${at}` }).id);
  const fields = Array.from({ length: 10 }, (_, at) => ({
    label: `f${at}`,
    type: 'Concealed' as const,
    value: `v${at}`,
  }));
  const items = Array.from({ length: itemCount }, (_, at) => {
    const vault = vaults[at % vaults.length] ?? '';
    return {
      vault,
      item: sandbox.createItem({ vault, title: `Item ${at}`, category: 'ApiCredentials', fields }).id,
    };
  });
  const references = items.flatMap(({ vault, item }) =>
    fields.map(({ label }) => `op://${vault}/${item}/${label}`),
  );
  return { token: sandbox.mintToken({ vaults }).token, references, items };
}

interface Cluster {
  sandbox: Sandbox;
  events: EventsSandbox;
  servers: (ServerProcess | undefined)[];
  start(): Promise<ServerProcess>;
  vault: string;
  managerId: string;
}

async function replicas(): Promise<void> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (!serverUrl) return;
  const database = await freshDatabase(serverUrl);
  const sandbox = await startSandbox();
  const events = await startEvents(sandbox);
  const first = await newServerSettings(`${sandbox.address},${events.address}`, {
    env: {
      DATABASE_URL: database.url,
      LATCHKEY_MASTER_KEY: Buffer.alloc(32, 'b').toString('base64'),
      LATCHKEY_SIGN_IN_HOSTS: `${sandbox.address},${events.address}`,
    },
  });
  const folders = [first];
  const start = async () => {
    const settings = folders.length === 0 ? first : { ...(await newServerSettings('')), ...shared(first) };
    folders.push(settings);
    return startServer(settings);
  };
  const servers = [await startServer(first), await start(), await start()];
  const { id: vault } = sandbox.createVault({ name: 'V' });
  const managerId = await setUp(servers[0], { sandbox, events, vault });
  const cluster: Cluster = { sandbox, events, servers, start, vault, managerId };
  const seenMs = await rotateOften(cluster);
  const { told, seen, isLast } = await killOften(cluster);
  printTable(
    'Three replicas on one PostgreSQL server, fresh for an hour',
    ['', 'result'],
    [
      [
        `${seenMs.length} rotations: served by all three after, median`,
        `${(median(seenMs) / 1_000).toFixed(1)} s`,
      ],
      ['at most', `${(Math.max(...seenMs) / 1_000).toFixed(1)} s`],
      ['changes while replicas were killed (kill -9)', told],
      ['of these counted by the feed', seen],
      ['the last value served by all three at the end', isLast ? 'yes' : 'no'],
    ],
  );
  await Promise.all(cluster.servers.map((server) => server?.end('SIGKILL')));
  for (const settings of folders) await removeData(settings);
  await database.drop();
  await events.close();
  await sandbox.close();
}

function shared({ adminKey, env }: Awaited<ReturnType<typeof newServerSettings>>) {
  return { adminKey, env };
}

async function setUp(
  server: ServerProcess | undefined,
  { sandbox, events, vault }: Pick<Cluster, 'sandbox' | 'events' | 'vault'>,
): Promise<string> {
  const fields = [{ label: 'token', type: 'Concealed' as const, value: 'v0' }];
  sandbox.createItem({ vault, title: 'I', category: 'ApiCredentials', fields });
  const manager = await server?.api('POST', '/secret-managers', {
    name: 'M',
    provider: 'onepassword',
    config: { serviceAccountToken: sandbox.mintToken({ vaults: [vault] }).token },
    policy: { freshMs: hourMs },
  });
  const { id } = Object(manager);
  await server?.api('PATCH', `/secret-managers/${id}`, {
    changeFeed: { token: events.mintToken().token, origin: events.address },
  });
  await server?.api('POST', '/connections', {
    key: 'app',
    name: 'App',
    app: 'custom',
    fields: { token: { secretManagerId: id, reference: 'op://V/I/token' } },
  });
  return id;
}

function rotate({ sandbox, vault }: Cluster, value: string): void {
  sandbox.updateItem({ vault, item: sandbox.findItem(vault, 'I').item, field: 'token', value });
}

async function valueAt(server: ServerProcess | undefined): Promise<string | undefined> {
  const answer = await server?.api('POST', '/connections/app/resolve').catch(() => undefined);
  return answer === undefined ? undefined : String(Object(answer).fields.token);
}

/** Waits until all replicas serve a value; how long that took, in milliseconds. */
async function servedByAll({ servers }: Cluster, value: string): Promise<number> {
  const beganMs = performance.now();
  while (performance.now() - beganMs < 2 * minuteMs) {
    const values = await Promise.all(servers.map(valueAt));
    if (values.every((each) => each === value)) break;
    await sleep(100);
  }
  return performance.now() - beganMs;
}

async function rotateOften(cluster: Cluster): Promise<number[]> {
  await servedByAll(cluster, 'v0');
  await sleep(11_000);
  const seenMs: number[] = [];
  for (let at = 0; at < (rounds ?? (isQuick ? 3 : 12)); at += 1) {
    rotate(cluster, `rotation ${at}`);
    seenMs.push(await servedByAll(cluster, `rotation ${at}`));
    await sleep(Math.random() * 10_000);
  }
  return seenMs;
}

/** Kills each replica in turn amid changes, and starts it again. One of them listens at each moment. */
async function killOften(cluster: Cluster): Promise<{ told: number; seen: number; isLast: boolean }> {
  const { servers } = cluster;
  const before = await seenOf(cluster);
  let told = 0;
  const change = () => {
    told += 1;
    rotate(cluster, `change ${told}`);
  };
  for (let round = 0; round < (isQuick ? 3 : 6); round += 1) {
    const at = round % servers.length;
    for (let count = 0; count < 20; count += 1) {
      change();
      await sleep(100);
      if (count === 10) await servers[at]?.end('SIGKILL');
    }
    servers[at] = await cluster.start();
    await sleep(Math.random() * 5_000);
  }
  await servedByAll(cluster, `change ${told}`);
  await sleep(41_000);
  const isLast = (await Promise.all(servers.map(valueAt))).every((value) => value === `change ${told}`);
  return { told, seen: (await seenOf(cluster)) - before, isLast };
}

async function seenOf({ servers, managerId }: Cluster): Promise<number> {
  const view = await servers.find(Boolean)?.api('GET', `/secret-managers/${managerId}`);
  return Number(Object(view).changeFeed.changesSeen);
}
