import { createSecretKey, randomBytes } from 'node:crypto';
import { liveOneTurn, settle } from '@/lib/connections/testing/among-malformed';
import { makeKeyring } from '@/lib/crypto/keyring';
import { manualClock } from '@/lib/kernel/clock';
import { noteWireEvent } from '@/lib/managers/wire';
import { setClock } from '@/lib/platform/clock';
import { closeDatabase, registerDatabase } from '@/lib/platform/database';
import { registerKeyring } from '@/lib/platform/keyring';
import { embeddedTestDatabase } from '@/lib/platform/testing/embedded-database';
import { serverTestDatabase } from '@/lib/platform/testing/server-database';
import { createOnePasswordProvider } from '@/lib/providers/onepassword/host';
import { seededRandom } from '@/lib/providers/onepassword/testing/seeded-random';
import { closeProviders, registerProviders } from '@/lib/providers/registry';
import { startSandbox } from '@/sandbox/sandbox';
import { printMachine } from './machine';
import { readOptions } from './options';
import { printTable } from './table';

// 10,000 malformed items among healthy ones, read in every way. On a server where TEST_DATABASE_URL names one. See README.md.

const { isQuick, rounds: seed = 20_261_129 } = readOptions();
const malformed = isQuick ? 500 : 10_000;
const odd = 46;
const serverUrl = process.env.TEST_DATABASE_URL;

printMachine();
const made = await (serverUrl ? serverTestDatabase(serverUrl) : embeddedTestDatabase());
await registerDatabase(made.connection);
registerKeyring(makeKeyring(createSecretKey(randomBytes(32))));
const time = manualClock();
setClock(time);
const sandbox = await startSandbox();
let requests = 0;
let ends = 0;
registerProviders({
  onepassword: createOnePasswordProvider({
    timeoutMs: 30_000,
    signInHosts: [sandbox.address],
    clock: time,
    onWire: (event) => {
      requests += 1;
      noteWireEvent('onepassword', event);
    },
    onWorkerEnd: () => {
      ends += 1;
    },
  }),
});

const random = seededRandom(seed);
const life = await settle(sandbox, time, { healthy: 4, odd });
const { tally } = life;
const startedMs = performance.now();
let turns = 0;
// Ended early, it tells of what it came to.
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (isStopped = true));
for (let left = malformed; left > 0 && !isStopped; left = malformed - tally.malformed) {
  // A few among many sound ones now and then, or nearly all of a batch.
  const spoiled = Math.min(left, turns % 5 === 0 ? 1 + random.below(3) : odd);
  await liveOneTurn(life, random, { spoiled, largeShare: 0.003, looked: 12 });
  sandbox.clearLog();
  turns += 1;
  if (turns % 20 === 0)
    console.error(`${tally.malformed} malformed items, ${tally.disturbed.length} disturbed`);
}
const seconds = (performance.now() - startedMs) / 1_000;

printTable(
  `${tally.malformed.toLocaleString('en')} malformed items in ${turns} turns, ${serverUrl ? 'PostgreSQL server' : 'embedded'}, seed ${seed}`,
  ['what', 'times'],
  [
    ['healthy neighbours disturbed', tally.disturbed.length],
    ['threads that ended', ends],
    ['requests upstream', requests],
    ['seconds', Math.round(seconds)],
    ...[...tally.reads].map(([way, times]): [string, number] => [`read: ${way}`, times]),
    ...[...tally.answers].map(([code, times]): [string, number] => [
      `told of malformed items: ${code}`,
      times,
    ]),
  ],
);
for (const each of tally.disturbed.slice(0, 50)) console.log(each);
process.exitCode = tally.disturbed.length > 0 || ends > 0 ? 1 : 0;
await closeProviders();
await sandbox.close();
await closeDatabase();
await made.drop();
