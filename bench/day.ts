import { resolveConnection } from '@/lib/connections/resolve';
import { admin, workload } from '@/lib/connections/testing/callers';
import { manualClock } from '@/lib/kernel/clock';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { listQuota } from '@/lib/managers/list-quota';
import { setClock } from '@/lib/platform/clock';
import { limitsOf, type PlanId } from '@/lib/providers/descriptors';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { type Account, referencesOf, startAccount, variablesOf } from './account';
import { type BoundConnection, bindAll } from './connections';
import { printMachine } from './machine';
import { median, sum } from './numbers';
import { readOptions } from './options';
import { poisson, seededRandom } from './poisson';
import { connect, openProduct } from './product';
import { type Cell, printTable } from './table';

// A simulated day on the default policy: what it costs upstream, and how soon a rotation is seen. See README.md.

const { isQuick, only, rounds } = readOptions();
const minuteMs = 60_000;
const stepMs = 5_000;
const hours = rounds ?? (isQuick ? 2 : 24);
const rotations = 12;
const fieldsEach = 5;

interface Scenario {
  references: number;
  items: number;
  vaults: number;
  /** In place of items: the references are to their variables. */
  environments?: number;
  /** How often each reference is read, on average. */
  everyMs: number;
  plan: PlanId;
}

const scenarios: Scenario[] = [
  { references: 1_000, items: 100, vaults: 5, everyMs: 5 * minuteMs, plan: 'teams' },
  { references: 1_000, items: 100, vaults: 5, everyMs: minuteMs, plan: 'teams' },
  { references: 1_000, items: 1_000, vaults: 5, everyMs: 60 * minuteMs, plan: 'teams' },
  { references: 10_000, items: 1_000, vaults: 5, everyMs: 5 * minuteMs, plan: 'teams' },
  { references: 1_000, items: 100, vaults: 5, everyMs: 5 * minuteMs, plan: 'other' },
  { references: 1_000, items: 100, vaults: 20, everyMs: 5 * minuteMs, plan: 'teams' },
  { references: 1_000, items: 0, vaults: 0, environments: 5, everyMs: 5 * minuteMs, plan: 'teams' },
];

printMachine();
const rows: Cell[][] = [];
for (const [at, scenario] of scenarios.entries()) {
  if (only && only !== String(at)) continue;
  rows.push(await simulate(scenario));
}
printTable(
  `A simulated day${hours < 24 ? ` (${hours} hours, times ${24 / hours})` : ''} on the default policy, ${rotations} rotations`,
  [
    'references / items / vaults, read every',
    'plan',
    'resolves',
    'upstream a day',
    'of limit',
    'most in an hour',
    'of limit',
    'per 1,000',
    'stale',
    'failed',
    'old value served for',
    'ledger',
    'forecast',
  ],
  rows,
);

interface Seen {
  resolves: number;
  stale: number;
  failures: Map<string, number>;
  /** By the rotated reference: when, and how long after it the old value was still served. */
  rotated: Map<string, { atMs: number; oldForMs: number }>;
}

async function simulate(scenario: Scenario): Promise<Cell[]> {
  const { references, items, vaults, environments = 0, everyMs, plan } = scenario;
  // Later than the account's own clock, so that no item was changed in the future.
  const time = manualClock(Date.now() + minuteMs);
  setClock(time);
  const account = await startAccount({
    vaults,
    items,
    fields: Math.ceil(references / Math.max(1, items)),
    environments,
    variables: Math.ceil(references / Math.max(1, environments)),
  });
  const product = await openProduct({ signInHosts: [account.address], timeoutMs: 60_000 });
  const manager = await connect(account.token, { plan });
  const asked =
    environments > 0 ? variablesOf(account, references) : referencesOf(account, references, 'ids');
  const connections = await bindAll(manager.id, asked, fieldsEach);
  const random = seededRandom(1);
  const seen: Seen = { resolves: 0, stale: 0, failures: new Map(), rotated: new Map() };
  const perHour: number[] = [];
  await account.clearLog();
  for (let hour = 0; hour < hours; hour += 1) {
    for (let step = 0; step < (60 * minuteMs) / stepMs; step += 1) {
      time.advance(stepMs);
      if (seen.rotated.size < rotations && random() < (rotations * stepMs) / (hours * 60 * minuteMs)) {
        await rotate(account, seen, asked, time.now(), random);
      }
      const count = poisson((connections.length * stepMs) / everyMs, random);
      const chosen = Array.from({ length: count }, () => Math.floor(random() * connections.length));
      await resolveAll(
        chosen.flatMap((at) => connections[at] ?? []),
        seen,
        time.now(),
      );
      await refreshesSettled();
    }
    perHour.push(await account.total());
    // Told as it comes: the whole takes minutes.
    const share = (seen.stale / seen.resolves) * 100;
    console.error(`hour ${hour + 1}: ${perHour.at(-1)} requests, ${share.toFixed(1)} % stale so far`);
    await account.clearLog();
  }
  const { items: quotas } = await listQuota({ caller: admin, input: {} });
  await product.close();
  await account.close();
  return rowOf(scenario, seen, perHour, quotas[0]);
}

async function resolveAll(chosen: readonly BoundConnection[], seen: Seen, nowMs: number): Promise<void> {
  await Promise.all(
    chosen.map(async ({ key, references }) => {
      seen.resolves += references.length;
      try {
        const { fields, sources } = await resolveConnection({ caller: workload, input: { key } });
        const values: Record<string, string> = JSON.parse(textOfSecret(fields));
        const states: Record<string, { state: string }> = JSON.parse(sources);
        for (const [at, reference] of references.entries()) {
          if (states[`f${at}`]?.state === 'stale') seen.stale += 1;
          const rotation = seen.rotated.get(reference);
          if (rotation && !values[`f${at}`]?.startsWith('rotated')) rotation.oldForMs = nowMs - rotation.atMs;
        }
      } catch (error) {
        const { code } = asLatchkeyError(error);
        seen.failures.set(code, (seen.failures.get(code) ?? 0) + references.length);
      }
    }),
  );
}

async function rotate(
  account: Account,
  { rotated }: Seen,
  asked: readonly string[],
  atMs: number,
  random: () => number,
): Promise<void> {
  const reference = asked[Math.floor(random() * asked.length)] ?? '';
  const [scheme, , container, unit, field] = reference.split('/');
  if (rotated.has(reference)) return;
  rotated.set(reference, { atMs, oldForMs: 0 });
  const value = `rotated at ${atMs}`;
  if (scheme === 'op:')
    await account.control('/items/update', { vault: container, item: unit, field, value });
  else await account.control('/environments/set', { environment: container, name: unit, value });
}

type Quota = Awaited<ReturnType<typeof listQuota>>['items'][number];

function rowOf(
  { references, items, vaults, environments, everyMs, plan }: Scenario,
  { resolves, stale, failures, rotated }: Seen,
  perHour: readonly number[],
  quota: Quota | undefined,
): Cell[] {
  const [perTokenHour = 0, perAccountDay = 0] = limitsOf({ provider: 'onepassword', plan }).map(
    ({ requests: most }) => most,
  );
  const upstream = sum(perHour);
  const aDay = (upstream * 24) / hours;
  const most = Math.max(...perHour);
  const oldFor = [...rotated.values()].map(({ oldForMs }) => oldForMs / 1_000);
  const failed = [...failures].map(([code, count]) => `${code} ${count}`).join(', ');
  return [
    `${references.toLocaleString('en')} / ${environments ? `${environments} Environments` : `${items.toLocaleString('en')} / ${vaults}`}, ${everyMs / minuteMs} min`,
    plan,
    resolves,
    aDay,
    `${Math.round((aDay / perAccountDay) * 100)} %`,
    most,
    `${Math.round((most / perTokenHour) * 100)} %`,
    (upstream / resolves) * 1_000,
    `${((stale / resolves) * 100).toFixed(2)} %`,
    failed === '' ? 0 : failed,
    `${median(oldFor)} s, at most ${Math.max(0, ...oldFor)} s`,
    quota ? `${quota.accountDay.used} of ${upstream}` : '',
    quota ? (quota.forecast.fits ? 'fits' : 'does not fit') : '',
  ];
}
