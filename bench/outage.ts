import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, referencesOf, startAccount } from './account';
import { type Life, type ReadEnd, startLife } from './life';
import { printMachine } from './machine';
import { readOptions } from './options';
import { seededRandom } from './poisson';
import { type Cell, printTable } from './table';

// Six simulated hours without 1Password, the process killed once an hour: what is answered, and what is asked of the
// service meanwhile. See README.md.

const { isQuick } = readOptions();
const stepMs = 10_000;
const hourMs = 3_600_000;
const hours = isQuick ? 2 : 6;
const references = 200;
const readsAStep = 20;
const outages = {
  'every answer is 503': { kind: 'status', status: 503 },
  'connections break': { kind: 'reset' },
  'no answer comes': { kind: 'hang' },
};

printMachine();
const rows: Cell[][] = [];
for (const [title, fault] of Object.entries(outages)) rows.push(await simulate(title, fault));
printTable(
  `${hours} simulated hours of outage, killed and started again each hour; ${references} references, 2 reads a second`,
  [
    'outage',
    'reads',
    'stale, with the right age',
    'anything else',
    'requests in the outage',
    'most in an hour',
    'fresh again after',
    'with requests',
  ],
  rows,
);

async function simulate(title: string, fault: object): Promise<Cell[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const account = await startAccount({ vaults: 2, items: 20, fields: 10 });
  const asked = referencesOf(account, references, 'ids');
  const random = seededRandom(1);
  const some = () =>
    Array.from({ length: readsAStep }, () => asked[Math.floor(random() * asked.length)] ?? '');
  let nowMs = Date.now();
  const start = (timeoutMs: number) => startLife({ nowMs, dataDir, address: account.address, timeoutMs });
  let life = await start(30_000);
  const id = await life.connect(account.token);
  await life.read(id, asked);
  await life.kill();

  // Nothing is to be had, so the wait for it may be short.
  life = await start(400);
  const beganAtMs = nowMs;
  await account.control('/faults', fault);
  await account.clearLog();
  const others = new Map<string, number>();
  const perHour: number[] = [];
  let reads = 0;
  let good = 0;
  for (let step = 1; step <= (hours * hourMs) / stepMs; step += 1) {
    nowMs += stepMs;
    await life.advance(stepMs);
    for (const end of await life.read(id, some())) {
      reads += 1;
      const verdict = judge(end, nowMs - beganAtMs);
      if (verdict === 'good') good += 1;
      else others.set(verdict, (others.get(verdict) ?? 0) + 1);
    }
    if ((step * stepMs) % hourMs !== 0) continue;
    perHour.push(await account.total());
    await account.clearLog();
    await life.kill();
    life = await start(400);
  }
  await life.kill();
  life = await start(10_000);
  const [afterMs, requests] = await recovery(account, life, id, asked);
  await life.kill();
  await account.close();
  await rm(dataDir, { recursive: true, force: true });
  const else_ = [...others].map(([verdict, count]) => `${verdict} ×${count}`).join(', ');
  return [
    title,
    reads,
    good,
    else_ === '' ? 0 : else_,
    perHour.reduce((sum, count) => sum + count, 0),
    Math.max(...perHour),
    `${afterMs / 1_000} s`,
    requests,
  ];
}

/** In the first minutes of an outage what was read before is still fresh, and is nobody's trouble. */
function judge(end: ReadEnd, outageMs: number): string {
  if ('code' in end) return end.code;
  const isRightAge = Math.abs(end.ageMs - outageMs) <= stepMs;
  if (!isRightAge) return `age off by ${Math.round(Math.abs(end.ageMs - outageMs) / 1_000)} s`;
  return end.state === 'stale' || outageMs <= 300_000 ? 'good' : `told as ${end.state}`;
}

/** Ends the outage and reads on, second by second: after how long, and with how many requests, all answers are fresh. */
async function recovery(
  account: Account,
  life: Life,
  id: string,
  asked: readonly string[],
): Promise<[afterMs: number, requests: number]> {
  // Somebody asks in vain, so that the breaker is open as wide as it gets.
  await life.advance(120_000);
  await life.read(id, asked);
  await account.control('/faults/clear', {});
  await account.clearLog();
  for (let afterMs = 0; afterMs < 10 * 60_000; afterMs += 1_000) {
    const ends = await life.read(id, asked);
    if (ends.every((end) => 'state' in end && end.state === 'fresh')) return [afterMs, await account.total()];
    await life.advance(1_000);
  }
  return [Number.POSITIVE_INFINITY, await account.total()];
}
