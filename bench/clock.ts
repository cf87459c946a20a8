import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { startSandbox } from '@/sandbox/sandbox';
import { printMachine } from './machine';
import { newServerSettings, removeData, type ServerProcess, startServer } from './server-process';
import { type Cell, printTable } from './table';

// The clock of a running server is set, forward and back, while a value rotates: what is answered, and when the new value is
// seen. With TEST_DATABASE_URL two processes, of which the clock of one is set. See README.md.

const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
if (!existsSync(library)) {
  console.error('This needs libfaketime (Debian: apt-get install faketime).');
  process.exit(1);
}

const freshMs = 5_000;
const steps = ['+30s', '-30s', '+1h', '-1h', '+1d', '-1d', '+1y', '-1y'];
const resolvedSchema = z.object({
  fields: z.object({ it: z.string() }),
  sources: z.object({ it: z.object({ ageMs: z.number() }) }),
});

printMachine();
const folder = await mkdtemp(join(tmpdir(), 'latchkey-clock-'));
const offset = join(folder, 'offset');
await writeFile(offset, '+0');
const sandbox = await startSandbox({ port: 0 });
const vault = sandbox.createVault({ name: 'Clock' }).id;
const item = sandbox.createItem({
  vault,
  title: 'API',
  category: 'ApiCredentials',
  fields: [{ label: 'it', type: 'Concealed', value: 'value 0' }],
});
const { token } = sandbox.mintToken({ vaults: [vault] });
const databaseUrl = process.env.TEST_DATABASE_URL ?? '';
const settings = await newServerSettings(sandbox.address, { env: { DATABASE_URL: databaseUrl } });
const faked = {
  ...settings,
  env: {
    ...settings.env,
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: offset,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    DONT_FAKE_MONOTONIC: '1',
  },
};
const servers: ServerProcess[] = [await startServer(faked)];
const rows: Cell[][] = [];
let rotations = 0;
try {
  await prepare(servers[0]);
  if (databaseUrl !== '') servers.push(await startServer(settings));
  for (const step of steps) rows.push(await setBy(step));
  await writeFile(offset, '+1d');
  await servers[0]?.end();
  servers[0] = await startServer(faked);
  rows.push(['a start one day ahead', ...(await watch())]);
  await writeFile(offset, '+0');
  rows.push(['and set right', ...(await watch())]);
} finally {
  for (const server of servers) await server.end();
  await sandbox.close();
  await removeData(settings);
  await rm(folder, { recursive: true, force: true });
}
printTable(
  `a clock that is set, ${databaseUrl === '' ? 'one process, embedded database' : 'one of two processes on PostgreSQL'}; fresh for ${freshMs / 1000} s`,
  ['clock set by', 'reads', 'failed', 'new value seen after', 'oldest age told'],
  rows,
);

async function prepare(server: ServerProcess | undefined): Promise<void> {
  if (!server) return;
  const manager = z.object({ id: z.string() }).parse(
    await server.api('POST', '/secret-managers', {
      name: 'Clock',
      provider: 'onepassword',
      config: { serviceAccountToken: token },
      policy: { freshMs, staleWhileUnreachableMs: 3_600_000 },
    }),
  );
  await server.api('POST', '/connections', {
    key: 'clock',
    name: 'Clock',
    app: 'custom',
    fields: { it: { secretManagerId: manager.id, reference: 'op://Clock/API/it' } },
  });
}

/** Sets the clock by so much, watches, and sets it right again. */
async function setBy(step: string): Promise<Cell[]> {
  await writeFile(offset, step);
  const set = await watch();
  await writeFile(offset, '+0');
  const back = await watch();
  return [step, ...set.map((cell, at) => `${cell} · ${back[at]}`)];
}

/** Rotates the value and reads on every server until all have the new one. */
async function watch(): Promise<Cell[]> {
  await sleep(1_500);
  rotations += 1;
  const value = `value ${rotations}`;
  sandbox.updateItem({ vault, item: item.id, field: 'it', value });
  const beganAtMs = performance.now();
  let reads = 0;
  let failed = 0;
  let oldestMs = 0;
  let seenAfterMs: number | undefined;
  while (performance.now() - beganAtMs < 3 * freshMs && seenAfterMs === undefined) {
    const values: string[] = [];
    for (const server of servers) {
      reads += 1;
      try {
        const { fields, sources } = resolvedSchema.parse(
          await server.api('POST', '/connections/clock/resolve'),
        );
        values.push(fields.it);
        oldestMs = Math.max(oldestMs, sources.it.ageMs);
      } catch {
        failed += 1;
      }
    }
    if (values.length === servers.length && values.every((each) => each === value))
      seenAfterMs = performance.now() - beganAtMs;
    await sleep(100);
  }
  return [
    String(reads),
    String(failed),
    seenAfterMs === undefined ? 'never' : `${(seenAfterMs / 1000).toFixed(1)} s`,
    `${(oldestMs / 1000).toFixed(1)} s`,
  ];
}
