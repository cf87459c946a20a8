import { setTimeout as sleep } from 'node:timers/promises';
import { referencesOf, startAccount } from './account';
import { programFile, startChild } from './child';
import { makeConnection, setUpDesk } from './desk';
import { cpuMs, memoryMb } from './load';
import { printMachine } from './machine';
import { readOptions } from './options';
import { newServerSettings, removeData, startServer } from './server-process';
import { printTable } from './table';

// Clients that wait to be told of changes. See README.md.

const { isQuick, rounds } = readOptions();
const count = rounds ?? (isQuick ? 1_000 : 10_000);
const freshMs = 10_000;
const restMs = 10_000;

printMachine();
const account = await startAccount({ vaults: 1, items: 1, fields: 1 });
const server = await startServer(await newServerSettings(account.address));
const desk = await setUpDesk(server, account, { policy: { freshMs } });
await makeConnection(server, desk, 'watched', referencesOf(account, 1, 'ids'));
await server.api('POST', '/connections/watched/resolve', {}, desk.workloadKey);
const pid = server.child.pid;
const alone = await atRest();

const listeners = startChild(programFile('listeners-program'), [
  `${server.origin}/api/v1/connections/watched/events`,
  desk.workloadKey,
  String(count),
]);
const { open }: { open: number } = JSON.parse(await listeners.line());
const waited = await atRest();

const editedAtMs = Date.now();
await server.api('PATCH', '/connections/watched', { fields: { typed: { value: 'x' } } });
const edit = await heardSince(editedAtMs);

await account.clearLog();
const [item] = account.items;
await account.control('/items/update', {
  vault: account.vaults[0]?.id,
  item: item?.id,
  field: 'f0',
  value: 'the next value',
});
const rotatedAtMs = Date.now();
const rotation = await heardSince(rotatedAtMs, 3 * freshMs);
const requests = await account.total();

printTable(
  `${count.toLocaleString('en')} clients that listen to one connection`,
  ['', 'server alone', 'with them'],
  [
    ['streams open', 0, open],
    ['memory, MB', alone.memoryMb, waited.memoryMb],
    ['of it for each, KB', undefined, ((waited.memoryMb - alone.memoryMb) * 1024) / Math.max(1, open)],
    ['processor at rest, % of a core', alone.busy, waited.busy],
    ['an edit: heard by', undefined, edit.heard],
    ['first and last after, ms', undefined, `${edit.firstMs} and ${edit.lastMs}`],
    [`a rotation, fresh for ${freshMs / 1_000} s: heard by`, undefined, rotation.heard],
    ['first and last after it, ms', undefined, `${rotation.firstMs} and ${rotation.lastMs}`],
    ['requests that it cost at the account', undefined, requests],
  ],
);
await listeners.end('SIGKILL');
await server.end();
await removeData(server.settings);
await account.close();

async function atRest(): Promise<{ memoryMb: number; busy: number }> {
  await sleep(2_000);
  const before = cpuMs(pid);
  await sleep(restMs);
  return { memoryMb: memoryMb(pid), busy: ((cpuMs(pid) - before) / restMs) * 100 };
}

async function heardSince(sinceMs: number, longestMs = 10_000) {
  let told = { heard: 0, firstMs: 0, lastMs: 0 };
  let heard = 0;
  let firstMs = 0;
  while (heard < count && Date.now() - sinceMs < longestMs) {
    await sleep(500);
    listeners.process.kill('SIGUSR2');
    told = JSON.parse(await listeners.line());
    if (firstMs === 0 && told.heard > 0) firstMs = told.firstMs;
    heard += told.heard;
  }
  return { heard, firstMs: firstMs - sinceMs, lastMs: told.lastMs - sinceMs };
}
