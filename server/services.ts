import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '@/lib/api/health';
import { proxyFor } from '@/lib/egress/proxy';
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
import { type Listening, listenForNews } from '@/lib/platform/listen';
import { log } from '@/lib/platform/log';
import { serverConnection } from '@/lib/platform/server-connection';
import { isServerAway } from '@/lib/platform/server-wait';
import { findSingleton, replaceSingleton } from '@/lib/platform/singleton';
import type { Snapshot } from '@/lib/platform/snapshot';
import { closeProviders, providerOf, registerProviders } from '@/lib/providers/registry';
import { createProviders } from '@/lib/providers/start';
import { startRefreshingNames, stopRefreshingNames } from '@/lib/scans/refresh-learned-names';
import { startScanSchedule, stopScanSchedule } from '@/lib/scans/schedule';
import { startUpkeep, stopUpkeep } from '@/lib/secrets/upkeep';
import { findSnapshot, openSnapshotKeyring, startSnapshots, stopSnapshots, takeOver } from './snapshot';

const listening = 'news-listening';
const attachPauseMs = 1_000;

/** What a start opened. */
export interface Services {
  /** What readiness asks. */
  parts: readonly Part[];
  /** Where the database is away and known reads are served from a snapshot: reaches it, however long that takes. */
  attach?: () => Promise<void>;
}

/** Opens what the product stands on, in order. Throws LatchkeyError for operators. */
export async function startServices(settings: Env): Promise<Services> {
  const snapshot = await findSnapshot(settings);
  const without = snapshot && (await startWithoutDatabase(settings, snapshot));
  if (!without) {
    await openDatabase(settings);
    await startKeepingTime();
    startListening(settings);
    await openKeyring(settings);
    // For the case that the database goes away before everything is read again.
    if (snapshot) takeOver(settings, snapshot);
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
): Promise<{ certainAtMs: number; attach: () => Promise<void> } | undefined> {
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
  return { certainAtMs, attach: () => attach(settings, connection) };
}

/** Tries until the database can be used. Throws what does not pass by waiting. */
async function attach(settings: Env, connection: ServerConnection): Promise<void> {
  for (let isLast = false; ; ) {
    try {
      await attachDatabase();
      await openKeyring(settings);
      startListening(settings);
      log.info('database.attached', { host: connection.hosts });
      return;
    } catch (error) {
      setDatabaseAway(true);
      // It may have gone away amid it.
      const isAway = await isServerAway(connection);
      if (isLast && !isAway) throw error;
      isLast = !isAway;
      await sleep(attachPauseMs);
    }
  }
}

function startListening(settings: Env): void {
  const connection = databaseServer();
  if (connection)
    replaceSingleton(listening, listenForNews({ connection, schema: databaseSchema() }, settings));
}

/** Closes them in the opposite order, those that are open. */
export async function stopServices(): Promise<void> {
  await closeProviders();
  await stopScanSchedule();
  await stopRefreshingNames();
  await stopResealing();
  await stopUpkeep();
  await stopSnapshots();
  await stopKeepingTime();
  await findSingleton<Listening>(listening)?.close();
  await closeDatabase();
}
