import { setTimeout as sleep } from 'node:timers/promises';
import { act, untilMended } from './chaos-acts';
import { startCluster } from './chaos-cluster';
import { lastRead, read, readOn } from './chaos-reads';
import { bounds, detachedKeysMs, keptMs, World } from './chaos-world';
import { printMachine } from './machine';
import { median } from './numbers';
import { readOptions } from './options';
import { seededRandom } from './poisson';
import { printTable } from './table';

// Three replicas behind HAProxy, with all that can go wrong at once, each answer checked. See README.md.

const { isQuick, rounds, only } = readOptions();
const minutes = rounds ?? (isQuick ? 1.5 : 30);
const seed = Number(only ?? 1);

printMachine();
const cluster = await startCluster({
  LATCHKEY_PROVIDER_TIMEOUT_MS: '10000',
  LATCHKEY_MASTER_KEY: Buffer.alloc(32, 'a').toString('base64'),
  LATCHKEY_DETACHED_KEYS_MS: String(detachedKeysMs),
  LATCHKEY_DRAIN_MS: '2000',
  LOG_LEVEL: 'info',
});
const { replicas, logs } = cluster;
const world = new World(cluster);
const { things, times, wrong } = world;
await world.setUp(isQuick ? 4 : 20, isQuick ? 5 : 15);
await readAll();
await sleep(keptMs);
// What happens is the same for a seed, whatever the order in which the answers come.
const readers = [...replicas, ...replicas, undefined, undefined].map((replica, at) =>
  readOn(world, replica, seededRandom(seed + 1 + at)),
);
await act(world, seededRandom(seed), minutes * 60_000);
await untilMended(world);
world.isOver = true;
await Promise.all(readers);
await readAll();
await sleep(bounds.freshMs);
for (const replica of replicas) for (const thing of things) await lastRead(world, replica, thing);
printTable(
  `${minutes} minutes, seed ${seed}, ${world.vaults.length} managers, ${things.length} connections`,
  ['what', 'times'],
  [...world.tally].sort(),
);
times.sort((one, other) => one - other);
const timeAt = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
printTable('Answers, ms', ['p50', 'p99', 'longest'], [[median(times), timeAt(0.99), timeAt(1)]]);
printTable('What went wrong', ['what'], wrong.length === 0 ? [['nothing']] : wrong.map((each) => [each]));
if (wrong.length > 0) console.log(`What the replicas logged, and what was done to them: ${logs}`);
await cluster.remove(wrong.length > 0);
process.exit(wrong.length === 0 ? 0 : 1);

async function readAll(): Promise<void> {
  const [key] = world.liveKeys();
  if (key === undefined) throw new Error('there is no key');
  for (const replica of replicas) for (const thing of things) await read(world, replica, [thing], key);
}
