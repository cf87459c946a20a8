import { setTimeout as sleep } from 'node:timers/promises';
import { referencesOf, startAccount } from './account';
import { type Desk, makeConnection, setUpDesk } from './desk';
import { printMachine } from './machine';
import { quantile } from './numbers';
import { readOptions } from './options';
import {
  newServerSettings,
  removeData,
  type ServerProcess,
  type ServerSettings,
  startServer,
} from './server-process';
import { type Cell, printTable } from './table';
import { freshDatabase } from './test-server';

// Many callers at once on a connection that nobody has read since the start: one sign-in, one read. See README.md.

const { isQuick } = readOptions();
const rounds = isQuick ? 1 : 3;
const signInRoutes = ['auth/start', 'auth', 'auth/confirm-key', 'auth/complete'];

printMachine();
const account = await startAccount({ vaults: 1, items: 5, fields: 1 });
await account.control('/latency', { latencyMs: 50 });
const rows: Cell[][] = [];
await stampede('1 process, embedded database', 1, await newServerSettings(account.address), 1);
await stampede('1 process, embedded database', 1, await newServerSettings(account.address));
const serverUrl = process.env.TEST_DATABASE_URL;
if (serverUrl) {
  for (const processes of [1, 4]) {
    const database = await freshDatabase(serverUrl);
    const settings = await newServerSettings(account.address, { env: { DATABASE_URL: database.url } });
    await stampede(
      `${processes} ${processes === 1 ? 'process' : 'processes'}, one PostgreSQL`,
      processes,
      settings,
    );
    await database.drop();
  }
}
printTable(
  'Callers at once on a cold connection of five fields, 50 ms of latency',
  [
    'where',
    'callers',
    'answered',
    'sign-ins',
    'reads of items',
    'other requests',
    'p50 ms',
    'p99 ms',
    'by source',
  ],
  rows,
);
await account.close();

/** Each round restarts the processes and clears the cache: neither a session nor an entry is there. */
async function stampede(
  title: string,
  processes: number,
  settings: ServerSettings,
  callers = 500,
): Promise<void> {
  const first = await startServer(settings);
  const desk = await setUpDesk(first, account);
  await makeConnection(first, desk, 'cold', referencesOf(account, 5, 'ids'));
  await first.end();
  for (let round = 0; round < rounds; round += 1) {
    const servers: ServerProcess[] = [];
    for (let each = 0; each < processes; each += 1) servers.push(await startServer(settings));
    await servers[0]?.api('DELETE', `/cache?secretManagerId=${desk.secretManagerId}`);
    // The other processes are told of the clear meanwhile.
    await sleep(500);
    rows.push([round === 0 ? title : '', callers, ...(await rush(servers, desk, callers))]);
    for (const server of servers) await server.end();
  }
  await removeData(settings);
}

async function rush(servers: readonly ServerProcess[], desk: Desk, callers: number): Promise<Cell[]> {
  await account.clearLog();
  const times: number[] = [];
  const sources = new Map<string, number>();
  const failures: string[] = [];
  let answered = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, at) => {
      const server = servers[at % servers.length];
      const startedMs = performance.now();
      const answer = await server
        ?.api('POST', '/connections/cold/resolve', undefined, desk.workloadKey)
        .catch((error: unknown) => failures.push(String(error)));
      times.push(performance.now() - startedMs);
      const said: { fields?: Record<string, string>; sources?: Record<string, { source: string }> } =
        Object(answer);
      if (said.fields?.field4 === 'value of Item 4, field 0') answered += 1;
      const source = said.sources?.field0?.source ?? 'none';
      sources.set(source, (sources.get(source) ?? 0) + 1);
    }),
  );
  if (failures.length > 0) console.error(`${failures.length} failed: ${failures[0]}`);
  const seen = await account.counts();
  const signIns = seen['auth/start'] ?? 0;
  const reads = (seen['items/batch'] ?? 0) + (seen.item ?? 0);
  const others = Object.entries(seen).filter(
    ([route]) => ![...signInRoutes, 'items/batch', 'item'].includes(route),
  );
  return [
    answered,
    signIns,
    reads,
    others.map(([route, count]) => `${route} ${count}`).join(', '),
    Math.round(quantile(times, 0.5)),
    Math.round(quantile(times, 0.99)),
    [...sources].map(([source, count]) => `${source} ${count}`).join(', '),
  ];
}
