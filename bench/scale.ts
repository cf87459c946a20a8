import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Keeping, keepEntries } from '@/lib/cache/keep';
import { cacheKey } from '@/lib/cache/key';
import { forgetAll, getCached, memorySize } from '@/lib/cache/memory';
import { nextGeneration } from '@/lib/cache/table';
import { admin, readerOf, support } from '@/lib/connections/testing/callers';
import { grantAll } from '@/lib/connections/testing/desk';
import { seal } from '@/lib/crypto/envelope';
import { SecretValue } from '@/lib/kernel/secret-value';
import type { ManagerView } from '@/lib/managers/schema';
import { keyring } from '@/lib/platform/keyring';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { listEntries } from '@/lib/secrets/list-entries';
import { resolveReferences } from '@/lib/secrets/resolve';
import { entryContext } from '@/lib/secrets/sealed-entry';
import { type AccountItem, referencesOf, startAccount } from './account';
import { printMachine } from './machine';
import { median } from './numbers';
import { readOptions } from './options';
import { connect, openProduct } from './product';
import { newServerSettings, removeData, startServer } from './server-process';
import { type Cell, printTable } from './table';

// 100,000 cache entries, and how the cost of a read grows. See README.md.

const { isQuick, rounds = 5 } = readOptions();
const entries = isQuick ? 20_000 : 100_000;
const managers = 4;

printMachine();
await manyEntries();
await growth();

/** Entries of the real form, written on the real path; their items exist nowhere, for nothing is asked upstream. */
async function manyEntries(): Promise<void> {
  const account = await startAccount({ vaults: 1, items: 1, fields: 1 });
  const settings = await newServerSettings(account.address);
  const empty = await startTime(settings);
  const product = await openProduct({ signInHosts: [account.address], dataDir: settings.dataDir });
  const views: ManagerView[] = [];
  for (let each = 0; each < managers; each += 1) {
    const view = await connect(account.token, { policy: { freshMs: 86_400_000 } });
    await grantAll(view);
    views.push(view);
  }
  const rows: Cell[][] = [];
  const note = (what: string, value: Cell, about: Cell = '') => rows.push([what, value, about]);
  const before = liveBytes();
  const startedMs = performance.now();
  const keys: string[] = [];
  for (let from = 0; from < entries; from += 1_000) {
    keys.push(...(await keepThousand(views[(from / 1_000) % managers], from)));
  }
  note('write, 1,000 at a time', ms((performance.now() - startedMs) / (entries / 1_000)), 'for 1,000');
  const held = memorySize();
  note('held in memory', held.count, `${(held.sizeBytes / 2 ** 20).toFixed(1)} MiB by its own count`);
  const sealed = keys.map((key) => getCached(key)).filter((entry) => entry !== undefined).length;
  if (sealed !== held.count) note('of the keys written', sealed, 'found in memory');
  note(
    'memory per entry',
    `${Math.round((liveBytes() - before) / held.count)} B`,
    'heap and buffers after a collection',
  );
  const list = (input: Parameters<typeof listEntries>[0]['input']) => listEntries({ caller: support, input });
  const secretManagerId = views[0]?.id ?? '';
  const first = await list({ limit: 50 });
  note('cache list, first page of 50', await timed(() => list({ limit: 50 })));
  note(
    'cache list, second page',
    await timed(() => list({ limit: 50, cursor: first.nextCursor ?? undefined })),
  );
  note('cache list of one manager', await timed(() => list({ limit: 50, secretManagerId })));
  note('cache list by state', await timed(() => list({ limit: 50, state: 'stale' })));
  note('cache list by search', await timed(() => list({ limit: 50, search: 'Item 777' })));
  forgetAll();
  const asked = Array.from({ length: 1_000 }, (_, at) => referenceOf(at));
  const read = () =>
    resolveReferences({
      caller: readerOf({ id: secretManagerId }),
      input: { secretManagerId, references: asked },
    });
  note('resolve 1,000 from the table', await timed(read, forgetAll), 'in one call');
  note('resolve 1,000 from memory', await timed(read), 'in one call');
  note(
    'clear one manager',
    await timedOnce(() => clearEntries({ caller: admin, input: { secretManagerId } })),
    `${entries / managers} entries`,
  );
  await product.close();
  note('start of the server, empty', ms(empty));
  note(
    'start of the server, full',
    ms(await startTime(settings)),
    `${(entries * (managers - 1)) / managers} entries left`,
  );
  printTable(
    `${entries.toLocaleString('en')} entries of ${managers} managers, embedded database`,
    ['what', 'value', 'about'],
    rows,
  );
  await removeData(settings);
  await account.close();
}

async function startTime(settings: Awaited<ReturnType<typeof newServerSettings>>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const startedMs = performance.now();
    const server = await startServer(settings);
    times.push(performance.now() - startedMs);
    await server.end();
  }
  // The first one on a new folder makes the database.
  return median(times.slice(1));
}

async function keepThousand(manager: ManagerView | undefined, from: number): Promise<string[]> {
  const managerId = manager?.id ?? '';
  const generation = await nextGeneration();
  const keepings = Array.from({ length: 1_000 }, (_, at): Keeping => {
    const reference = referenceOf(Math.floor(from / 1_000 / managers) * 1_000 + at);
    const key = cacheKey(keyring(), { managerId, revision: 1, reference });
    const [, , vault = '', item = '', field = ''] = reference.split('/');
    return {
      entry: {
        key,
        managerId,
        revision: 1,
        reference,
        fetchedAtMs: Date.now(),
        generation,
        state: 'value',
        sealed: seal(
          keyring(),
          new SecretValue(`value ${from + at} of forty characters or so`),
          entryContext(key, generation),
        ),
        sealedVersion: generation,
        boundReference: reference,
        titles: { vault: `Vault ${vault.slice(0, 2)}`, item: `Item ${from + at}`, field: `Field ${field}` },
        fieldType: 'Concealed',
        itemVersion: 1,
        itemUpdatedAt: '2026-01-01T00:00:00Z',
      },
      shownReference: `op://Vault/Item ${item.slice(-6)}/Field ${field}`,
      fingerprint: key,
    };
  });
  await keepEntries(managerId, 1, generation, keepings);
  return keepings.map(({ entry }) => entry.key);
}

function referenceOf(number: number): string {
  const letters = [...String(number).padStart(6, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  return `op://${'v'.repeat(26)}/${'i'.repeat(20)}${letters}/f0`;
}

/** How requests and time of a cold read grow, one size at a time. */
async function growth(): Promise<void> {
  const rows: Cell[][] = [];
  const sizes = [
    { references: 10, items: 10, vaults: 1 },
    { references: 100, items: 100, vaults: 1 },
    { references: 1_000, items: 100, vaults: 1 },
    { references: 1_000, items: 1_000, vaults: 1 },
    { references: 100, items: 1_000, vaults: 1 },
    { references: 100, items: isQuick ? 2_000 : 10_000, vaults: 1 },
    { references: 100, items: 100, vaults: 10 },
    { references: 100, items: 100, vaults: 50 },
  ];
  for (const size of sizes) {
    const { references, items, vaults } = size;
    const account = await startAccount({ vaults, items, fields: Math.max(1, Math.ceil(references / items)) });
    const product = await openProduct({ signInHosts: [account.address], timeoutMs: 60_000 });
    const manager = await connect(account.token);
    for (const form of ['ids', 'names'] as const) {
      const asked = referencesOf(account, references, form);
      const input = { secretManagerId: manager.id, references: asked };
      await resolveReferences({ caller: readerOf(manager), input });
      const times: number[] = [];
      let requests = 0;
      for (let round = 0; round < rounds; round += 1) {
        await clearEntries({ caller: admin, input: { secretManagerId: manager.id } });
        await account.clearLog();
        const startedMs = performance.now();
        await resolveReferences({ caller: readerOf(manager), input });
        times.push(performance.now() - startedMs);
        requests = await account.total();
      }
      const floor = form === 'ids' ? batchesOf(account.items, references) : undefined;
      rows.push([
        references,
        items,
        vaults,
        form,
        requests,
        floor,
        ms(median(times)),
        ms(median(times) / references),
      ]);
    }
    await product.close();
    await account.close();
  }
  printTable(
    'A cold read, signed in',
    ['references', 'items', 'vaults', 'by', 'requests', 'floor', 'time', 'each'],
    rows,
  );
}

function batchesOf(items: readonly AccountItem[], references: number): number {
  const read = items.slice(0, Math.min(references, items.length));
  const perVault = new Map<string, number>();
  for (const { vaultId } of read) perVault.set(vaultId, (perVault.get(vaultId) ?? 0) + 1);
  return [...perVault.values()].reduce((sum, count) => sum + Math.ceil(count / 50), 0);
}

/** What lives on the heap and beside it, after a full collection. */
function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function timed(work: () => Promise<unknown>, before: () => void = () => undefined): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    before();
    const startedMs = performance.now();
    await work();
    times.push(performance.now() - startedMs);
  }
  return ms(median(times));
}

async function timedOnce(work: () => Promise<unknown>): Promise<string> {
  const startedMs = performance.now();
  await work();
  return ms(performance.now() - startedMs);
}

function ms(value: number): string {
  return value >= 100 ? `${Math.round(value).toLocaleString('en')} ms` : `${value.toPrecision(2)} ms`;
}
