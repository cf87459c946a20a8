import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keySnapshot } from '@/lib/api-keys/authenticate';
import { detachedSnapshot } from '@/lib/cache/detached';
import { entrySnapshot } from '@/lib/cache/memory';
import { generationSnapshot } from '@/lib/cache/table';
import { planSnapshot } from '@/lib/connections/plan';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { managerSnapshot } from '@/lib/managers/load';
import { databaseSchema, isDatabaseAway } from '@/lib/platform/database';
import type { Env } from '@/lib/platform/env';
import { onInvalidation } from '@/lib/platform/invalidation';
import { runExclusive, startJob, stopJob } from '@/lib/platform/jobs';
import { configuredKeyring, keyring, registerKeyring } from '@/lib/platform/keyring';
import { log } from '@/lib/platform/log';
import { findSingleton, once, replaceSingleton } from '@/lib/platform/singleton';
import { putSnapshot, readSnapshot, type Snapshot, writeSnapshot } from '@/lib/platform/snapshot';
import { onTakenAway } from '@/lib/platform/taken-away';
import { spentSnapshot } from '@/lib/quota/ledger';

const name = 'snapshot';
const everyMs = 30_000;
const soonMs = 2_000;
const parts = [
  ...[keySnapshot, planSnapshot, managerSnapshot, generationSnapshot, spentSnapshot],
  // What only this process learnt takes the place of what it has with the others.
  ...[entrySnapshot, detachedSnapshot],
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
    const found = keys && (await readSnapshot(pathOf(settings), keys, await program()));
    if (found && found.database !== databaseNameOf(settings)) throw new Error('it is of another database');
    return found;
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

/**
 * Has a snapshot written every 30 seconds, and soon after something was taken away, when the one of before goes at once. `certainAtMs`
 * tells, of `performance.now()`, until when every change is known.
 */
export function startSnapshots(settings: Env, certainAtMs: () => number): void {
  if (!settings.databaseServer || settings.detachedMs === 0) return;
  let takenAway = 0;
  let said: string | undefined;
  let isDue = false;
  const take = () =>
    runExclusive(
      name,
      async () => {
        const before = takenAway;
        await takeSnapshot(settings, certainAtMs(), () => takenAway === before);
        said = undefined;
      },
      (inside) => {
        // A folder that cannot be written costs nothing but the start without the database: said once.
        if (inside !== said) log.warn('snapshot.not-written', { inside });
        said = inside;
      },
    );
  const takeSoon = () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      void take();
    }, soonMs).unref();
  };
  const forgetLast = () => {
    takenAway += 1;
    removeLast(settings);
    takeSoon();
  };
  onTakenAway(forgetLast);
  onInvalidation(name, (change) => {
    const takesNothing =
      change.topic === 'breaker' || (change.topic === 'cache' && change.fence === undefined);
    // While the database is away nothing is changed: then it tells that times are over, which the snapshot knows.
    if (change.usableUntilMs === undefined && !takesNothing && !isDatabaseAway()) forgetLast();
  });
  replaceSingleton(name, take);
  startJob(name, everyMs, take);
  takeSoon();
}

/** Stops, with a last one. */
export async function stopSnapshots(): Promise<void> {
  await stopJob(name);
  await findSingleton<() => Promise<void>>(name)?.();
}

function removeLast(settings: Env): void {
  try {
    rmSync(pathOf(settings), { force: true });
  } catch (error) {
    log.warn('snapshot.not-removed', { inside: asLatchkeyError(error).inside });
  }
}

async function takeSnapshot(settings: Env, certainAtMs: number, isTrue: () => boolean): Promise<void> {
  const takenAtMs = Date.now();
  const head = {
    program: await program(),
    database: databaseNameOf(settings),
    schema: databaseSchema(),
    unversionedTables: [...keyring().unversionedTables],
    takenAtMs,
    certainAtMs: takenAtMs - (performance.now() - certainAtMs),
  };
  await writeSnapshot(pathOf(settings), keyring(), head, parts, isTrue);
}

/** The hosts are none of it: they are what changes when a server fails over. */
function databaseNameOf({ databaseServer }: Env): string {
  return databaseServer?.database ?? databaseServer?.user ?? '';
}
