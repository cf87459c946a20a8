import type { Part } from '@/lib/api/health';
import { proxyFor } from '@/lib/egress/proxy';
import { noteWireEvent } from '@/lib/managers/wire';
import { startResealing, stopResealing } from '@/lib/master-keys/schedule';
import { clock } from '@/lib/platform/clock';
import { closeDatabase, databaseSchema, databaseServer, openDatabase } from '@/lib/platform/database';
import { databaseTrouble } from '@/lib/platform/database-trouble';
import type { Env } from '@/lib/platform/env';
import { startKeepingTime, stopKeepingTime } from '@/lib/platform/keep-time';
import { keyring, openKeyring } from '@/lib/platform/keyring';
import { type Listening, listenForNews } from '@/lib/platform/listen';
import { log } from '@/lib/platform/log';
import { findSingleton, replaceSingleton } from '@/lib/platform/singleton';
import { closeProviders, providerOf, registerProviders } from '@/lib/providers/registry';
import { createProviders } from '@/lib/providers/start';
import { startRefreshingNames, stopRefreshingNames } from '@/lib/scans/refresh-learned-names';
import { startScanSchedule, stopScanSchedule } from '@/lib/scans/schedule';
import { startUpkeep, stopUpkeep } from '@/lib/secrets/upkeep';

const listening = 'news-listening';

/** Opens what the product stands on, in order. Returns the parts that readiness asks. Throws LatchkeyError for operators. */
export async function startServices(settings: Env): Promise<Part[]> {
  await openDatabase(settings);
  await startKeepingTime();
  const connection = databaseServer();
  if (connection)
    replaceSingleton(listening, listenForNews({ connection, schema: databaseSchema() }, settings));
  await openKeyring(settings);
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
  return [
    { name: 'database', check: () => databaseTrouble(settings.detachedMs) },
    { name: 'keyring', check: async () => keyring() && undefined },
    { name: 'onepassword', check: async () => providerOf('onepassword') && undefined },
  ];
}

/** Closes them in the opposite order, those that are open. */
export async function stopServices(): Promise<void> {
  await closeProviders();
  await stopScanSchedule();
  await stopRefreshingNames();
  await stopResealing();
  await stopUpkeep();
  await stopKeepingTime();
  await findSingleton<Listening>(listening)?.close();
  await closeDatabase();
}
