import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keySnapshot } from '@/lib/api-keys/authenticate';
import { entrySnapshot } from '@/lib/cache/memory';
import { generationSnapshot } from '@/lib/cache/table';
import { planSnapshot } from '@/lib/connections/plan';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { managerSnapshot } from '@/lib/managers/load';
import { databaseSchema } from '@/lib/platform/database';
import type { Env } from '@/lib/platform/env';
import { runExclusive, startJob, stopJob } from '@/lib/platform/jobs';
import { configuredKeyring, keyring, registerKeyring } from '@/lib/platform/keyring';
import { log } from '@/lib/platform/log';
import { findSingleton, once, replaceSingleton } from '@/lib/platform/singleton';
import { putSnapshot, readSnapshot, type Snapshot, writeSnapshot } from '@/lib/platform/snapshot';
import { spentSnapshot } from '@/lib/quota/ledger';

const name = 'snapshot';
const everyMs = 30_000;
const parts = [
  ...[keySnapshot, planSnapshot, managerSnapshot],
  ...[generationSnapshot, spentSnapshot, entrySnapshot],
];

/** It changes with each build. */
const program = () =>
  once('program-hash', async () => {
    const bytes = await readFile(fileURLToPath(import.meta.url));
    return createHash('sha256').update(bytes).digest('hex');
  });

const pathOf = ({ dataDir }: Pick<Env, 'dataDir'>) => join(dataDir, 'reads.snapshot');

/**
 * What this process's forerunner knew, where there is a database server and it may be away. Undefined: nothing that opens; the log
 * says why.
 */
export async function findSnapshot(settings: Env): Promise<Snapshot | undefined> {
  if (!settings.databaseServer) return undefined;
  if (settings.detachedMs === 0) {
    await rm(pathOf(settings), { force: true }).catch(() => undefined);
    return undefined;
  }
  try {
    const keys = await configuredKeyring(settings);
    return keys && (await readSnapshot(pathOf(settings), keys, await program()));
  } catch (error) {
    log.warn('snapshot.not-opened', { inside: asLatchkeyError(error).inside });
    return undefined;
  }
}

/** Registers the keyring of a start without the database: the snapshot has proved that it opens what is sealed. */
export async function openSnapshotKeyring(settings: Env, { unversionedTables }: Snapshot): Promise<void> {
  const keys = await configuredKeyring(settings);
  if (!keys) return;
  for (const table of unversionedTables) keys.unversionedTables.add(table);
  registerKeyring(keys);
}

/** Takes over what a snapshot holds. Returns for how long it may be used, in milliseconds; 0: not at all. */
export function takeOver(settings: Env, snapshot: Snapshot): number {
  return putSnapshot(snapshot, parts, settings);
}

/** Has a snapshot written every 30 seconds. `certainAtMs` tells, of `performance.now()`, until when every change is known. */
export function startSnapshots(settings: Env, certainAtMs: () => number): void {
  if (!settings.databaseServer || settings.detachedMs === 0) return;
  // A folder that cannot be written costs nothing but the start without the database.
  const take = () =>
    runExclusive(
      name,
      () => takeSnapshot(settings, certainAtMs()),
      (inside) => log.warn('snapshot.not-written', { inside }),
    );
  replaceSingleton(name, take);
  startJob(name, everyMs, take);
}

/** Stops, with a last one. */
export async function stopSnapshots(): Promise<void> {
  await stopJob(name);
  await findSingleton<() => Promise<void>>(name)?.();
}

async function takeSnapshot(settings: Env, certainAtMs: number): Promise<void> {
  const takenAtMs = Date.now();
  const head = {
    program: await program(),
    schema: databaseSchema(),
    unversionedTables: [...keyring().unversionedTables],
    takenAtMs,
    certainAtMs: takenAtMs - (performance.now() - certainAtMs),
  };
  await writeSnapshot(pathOf(settings), keyring(), head, parts);
}
