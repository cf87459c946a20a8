import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { admin, readerOf } from '@/lib/connections/testing/callers';
import type { ManagerView } from '@/lib/managers/schema';
import { providerOf } from '@/lib/providers/registry';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { resolveReferences } from '@/lib/secrets/resolve';
import { type Account, referencesOf, startAccount } from './account';
import { programFile, startChild } from './child';
import { printMachine } from './machine';
import { median } from './numbers';
import { readOptions } from './options';
import { connect, openProduct } from './product';
import { type Cell, printTable, ratio } from './table';
import { prepareVarlock } from './varlock';

// 1,000 references over 100 items from a cold cache, beside the ways that others read them. See README.md.

const { isQuick, rounds = 3, only } = readOptions();
const references = 1_000;
const latenciesMs = isQuick ? [50] : [0, 50, 150];
const layouts = [
  { title: '100 items in 1 vault', vaults: 1, batches: 2 },
  { title: '100 items in 10 vaults', vaults: 10, batches: 10 },
];

interface Measured {
  way: string;
  form: 'ids' | 'names' | '';
  requests: number;
  tookMs: number;
  note?: string;
}

printMachine();
const varlock = await prepareVarlock();
for (const layout of layouts) {
  if (only && !layout.title.includes(only)) continue;
  const account = await startAccount({ vaults: layout.vaults, items: 100, fields: 10 });
  const product = await openProduct({ signInHosts: [account.address], timeoutMs: 120_000 });
  const manager = await connect(account.token);
  for (const latencyMs of latenciesMs) {
    await account.control('/latency', { latencyMs });
    const rows = [...(await ours(account, manager)), ...(await theirs(account, latencyMs))];
    print(
      `${references.toLocaleString('en')} references, ${layout.title}, ${latencyMs} ms of latency`,
      layout.batches,
      rows,
    );
  }
  await product.close();
  await account.close();
}

async function ours(account: Account, manager: ManagerView): Promise<Measured[]> {
  const read = async (form: 'ids' | 'names', isSignedIn: 'signed in' | 'signing in'): Promise<Measured> => {
    const asked = referencesOf(account, references, form);
    const times: number[] = [];
    const requests: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await clearEntries({ caller: admin, input: { secretManagerId: manager.id } });
      if (isSignedIn === 'signing in') await providerOf('onepassword').close(manager.id);
      await account.clearLog();
      const startedMs = performance.now();
      const { results } = await resolveReferences({
        caller: readerOf(manager),
        input: { secretManagerId: manager.id, references: asked },
      });
      times.push(performance.now() - startedMs);
      requests.push(await account.total());
      if (!results.every((result) => result.ok)) throw new Error('not every reference was resolved');
    }
    return { way: `Latchkey, ${isSignedIn}`, form, requests: median(requests), tookMs: median(times) };
  };
  // Whatever is done once per process is done before the first measurement.
  await read('ids', 'signing in');
  return [
    await read('ids', 'signed in'),
    await read('names', 'signed in'),
    await read('ids', 'signing in'),
    await read('names', 'signing in'),
  ];
}

async function theirs(account: Account, latencyMs: number): Promise<Measured[]> {
  const samples = latencyMs === 0 ? { newClient: 20, warm: 100 } : { newClient: 10, warm: 40 };
  return [
    await sdk(account, 'new-client', 'a new client for each', 'names', samples.newClient),
    await sdk(account, 'warm', 'warm client, resolve', 'names', samples.warm),
    await sdk(account, 'warm', 'warm client, resolve', 'ids', samples.warm),
    await sdk(account, 'warm-parallel', 'warm client, resolve, 100 at once', 'names', 100),
    await sdk(account, 'resolve-all', 'warm client, resolveAll', 'names', references),
    await sdk(account, 'resolve-all', 'warm client, resolveAll', 'ids', references),
    await sdk(account, 'sign-in-and-resolve-all', 'new client, resolveAll', 'names', references),
    await varlockRow(account),
  ];
}

/** Fewer than 1,000 are measured and multiplied where each reference costs the same. */
async function sdk(
  account: Account,
  way: string,
  title: string,
  form: 'ids' | 'names',
  sample: number,
): Promise<Measured> {
  const file = join('.setup', 'bench', `peer-${process.pid}.json`);
  await mkdir(join('.setup', 'bench'), { recursive: true });
  const asked = referencesOf(account, references, form).slice(0, sample);
  await writeFile(file, JSON.stringify({ token: account.token, references: asked }));
  const child = startChild(programFile('peer-program'), [way, file]);
  await child.line();
  await account.clearLog();
  const tookMs = Number(await child.line());
  const requests = await account.total();
  await child.end();
  const times = references / sample;
  const note = sample < references ? `${sample} measured` : undefined;
  return { way: `@1password/sdk, ${title}`, form, requests: requests * times, tookMs: tookMs * times, note };
}

async function varlockRow(account: Account): Promise<Measured> {
  const run = async (asked: readonly string[]) => {
    await account.clearLog();
    return varlock(account.token, asked);
  };
  const tookMs = await run(referencesOf(account, references, 'names'));
  const requests = await account.total();
  return { way: 'varlock load, a process', form: 'names', requests, tookMs, note: 'with its start' };
}

/** `batches`: requests of 50 items that hold all of them. A sign-in takes four more, the keyset and the vaults' keys one each. */
function print(title: string, batches: number, rows: readonly Measured[]): void {
  const [base] = rows;
  if (!base) return;
  const cells = rows.map(({ way, form, requests, tookMs, note }): Cell[] => [
    way,
    form,
    requests,
    ratio(base.requests, requests),
    `${Math.round(tookMs).toLocaleString('en')} ms`,
    ratio(base.tookMs, tookMs),
    note,
  ]);
  const floor = (way: string, requests: number): Cell[] => [
    way,
    'ids',
    requests,
    ratio(base.requests, requests),
  ];
  printTable(
    title,
    ['way', 'by', 'requests', 'ours to it', 'time', 'ours to it', 'note'],
    [
      ...cells,
      floor('the protocol’s floor, signed in', batches),
      floor('the protocol’s floor, signing in', 4 + 1 + 1 + batches),
    ],
  );
}
