import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '@/lib/api/health';
import { startChangeFeeds, stopChangeFeeds } from '@/lib/change-feed/schedule';
import { proxyFor } from '@/lib/egress/proxy';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { noteWireEvent } from '@/lib/managers/wire';
import { startResealing, stopResealing } from '@/lib/master-keys/schedule';
import { clock } from '@/lib/platform/clock';
import {
  attachDatabase,
  closeDatabase,
  databaseSchema,
  databaseServer,
  openDatabase,
  openDatabaseAway,
  setDatabaseAway,
} from '@/lib/platform/database';
import type { ServerConnection } from '@/lib/platform/database-connection';
import { databaseTrouble, noteDatabaseAway } from '@/lib/platform/database-trouble';
import type { Env } from '@/lib/platform/env';
import { startKeepingTime, stopKeepingTime } from '@/lib/platform/keep-time';
import { keyring, openKeyring } from '@/lib/platform/keyring';
import { doubtSince, type Listening, listenForNews } from '@/lib/platform/listen';
import { log } from '@/lib/platform/log';
import { serverConnection } from '@/lib/platform/server-connection';
import { isServerAway } from '@/lib/platform/server-wait';
import { dropSingleton, findSingleton, replaceSingleton } from '@/lib/platform/singleton';
import type { Snapshot } from '@/lib/platform/snapshot';
import { closeProviders, providerOf, registerProviders } from '@/lib/providers/registry';
import { createProviders } from '@/lib/providers/start';
import { startRefreshingNames, stopRefreshingNames } from '@/lib/scans/refresh-learned-names';
import { startScanSchedule, stopScanSchedule } from '@/lib/scans/schedule';
import { stopSigningInAhead } from '@/lib/secrets/sign-in-ahead';
import { startUpkeep, stopUpkeep } from '@/lib/secrets/upkeep';
import { bringInKnown } from './bring-in';
import { findSnapshot, openSnapshotKeyring, startSnapshots, stopSnapshots, takeOver } from './snapshot';

const listening = 'news-listening';
const attachPauseMs = 1_000;

/** What a start opened. */
export interface Services {
  /** What readiness asks. */
  parts: readonly Part[];
  /** Where the database is away and known reads are served from a snapshot: reaches it, however long that takes. */
  attach?: (options: AttachOptions) => Promise<void>;
}

export interface AttachOptions {
  /** What a start does with its database, beside opening it. */
  finish: () => Promise<void>;
  isStopping: () => boolean;
}

/** Opens what the product stands on, in order. Throws LatchkeyError for operators. */
export async function startServices(settings: Env): Promise<Services> {
  const snapshot = await findSnapshot(settings);
  const without = snapshot && (await startWithoutDatabase(settings, snapshot));
  if (!without) {
    await openDatabase(settings);
    await startKeepingTime();
    // For the case that the database goes away before everything is read again. First, so that it hears what is taken away.
    if (snapshot) takeOver(settings, snapshot);
    startListening(settings);
    await openKeyring(settings);
  }
  startSnapshots(
    settings,
    () => findSingleton<Listening>(listening)?.certainAtMs() ?? without?.certainAtMs ?? 0,
  );
  registerProviders(
    createProviders({
      timeoutMs: settings.providerTimeoutMs,
      signInHosts: settings.signInHosts,
      proxyFor: (address) => proxyFor(settings.proxies, address),
      clock: clock(),
      onWire: noteWireEvent,
      onWorkerEnd: ({ reason }) =>
        log.warn('provider.worker-ended', { provider: 'onepassword', kind: reason }),
    }),
  );
  startUpkeep();
  startScanSchedule();
  startRefreshingNames();
  startResealing();
  startChangeFeeds();
  if (!without && settings.databaseServer) void bringInKnown();
  const parts: Part[] = [
    { name: 'database', check: () => databaseTrouble(settings.detachedMs) },
    { name: 'keyring', check: async () => keyring() && undefined },
    { name: 'onepassword', check: async () => providerOf('onepassword') && undefined },
  ];
  return { parts, ...(without ? { attach: without.attach } : {}) };
}

/** Starts from a snapshot where the database server is away. Undefined: it is there, or nothing of the snapshot may be used. */
async function startWithoutDatabase(
  settings: Env,
  snapshot: Snapshot,
): Promise<{ certainAtMs: number; attach: Required<Services>['attach'] } | undefined> {
  if (!settings.databaseServer) return undefined;
  const connection = serverConnection(settings.databaseServer, settings.listenServer);
  if (!(await isServerAway(connection))) return undefined;
  await openSnapshotKeyring(settings, snapshot);
  const usableForMs = takeOver(settings, snapshot);
  if (usableForMs === 0) return undefined;
  openDatabaseAway(connection, snapshot.schema);
  await startKeepingTime();
  const certainAtMs = performance.now() + usableForMs - settings.detachedMs;
  noteDatabaseAway(certainAtMs);
  log.warn('server.started-without-database', { host: connection.hosts, waitMs: Math.round(usableForMs) });
  return { certainAtMs, attach: (options) => attach(settings, { certainAtMs, connection }, options) };
}

/**
 * Tries until the database can be used and `finish` has done what a start does with it. What keeps it from being used, a standby that
 * is not promoted yet say, is logged, and thrown when nothing of before may be used any more.
 */
async function attach(
  settings: Env,
  { certainAtMs, connection }: { certainAtMs: number; connection: ServerConnection },
  { finish, isStopping }: AttachOptions,
): Promise<void> {
  let said: string | undefined;
  while (!isStopping()) {
    try {
      await attachDatabase();
      startListening(settings);
      await openKeyring(settings);
      await finish();
      void bringInKnown();
      log.info('database.attached', { host: connection.hosts });
      return;
    } catch (error) {
      setDatabaseAway(true);
      await stopListening();
      // What was read meanwhile is good for no longer than what was known before.
      doubtSince(certainAtMs, settings);
      if (performance.now() > certainAtMs + settings.detachedMs) throw error;
      const { message, inside = message } = asLatchkeyError(error);
      if (inside !== said) log.error('database.not-attached', { host: connection.hosts, inside });
      said = inside;
      await sleep(attachPauseMs, undefined, { ref: false });
    }
  }
}

function startListening(settings: Env): void {
  const connection = databaseServer();
  if (connection)
    replaceSingleton(listening, listenForNews({ connection, schema: databaseSchema() }, settings));
}

async function stopListening(): Promise<void> {
  await findSingleton<Listening>(listening)?.close();
  dropSingleton(listening);
}

/** Closes them in the opposite order, those that are open. */
export async function stopServices(): Promise<void> {
  const begunAhead = stopSigningInAhead();
  await stopChangeFeeds();
  await closeProviders();
  await begunAhead;
  await stopScanSchedule();
  await stopRefreshingNames();
  await stopResealing();
  // First of what is kept: the rest cannot be written while the database is away.
  await stopSnapshots();
  await stopUpkeep().catch((error: unknown) =>
    log.warn('server.not-written', { inside: asLatchkeyError(error).inside }),
  );
  await stopKeepingTime();
  await stopListening();
  await closeDatabase();
}
