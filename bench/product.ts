import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admin } from '@/lib/connections/testing/callers';
import { connectManager } from '@/lib/managers/connect';
import type { ConnectInput, ManagerView } from '@/lib/managers/schema';
import { noteWireEvent } from '@/lib/managers/wire';
import { clock } from '@/lib/platform/clock';
import { closeDatabase, openDatabase } from '@/lib/platform/database';
import { readEnv } from '@/lib/platform/env';
import { openKeyring } from '@/lib/platform/keyring';
import { createOnePasswordProvider } from '@/lib/providers/onepassword/host';
import { closeProviders, registerProviders } from '@/lib/providers/registry';
import { startUpkeep, stopUpkeep } from '@/lib/secrets/upkeep';

export interface ProductSettings {
  signInHosts: readonly string[];
  /** Absent: a new folder, removed with `close`. */
  dataDir?: string;
  /** Deadline of one provider operation; 10 s unless told. */
  timeoutMs?: number;
}

/**
 * Opens the product in this process as server/parts.ts does: embedded database on disk, keyring, provider, cache. The
 * clock is the one that `setClock` put in place, also for the provider.
 */
export async function openProduct(
  settings: ProductSettings,
): Promise<{ dataDir: string; close(): Promise<void> }> {
  const isOwn = settings.dataDir === undefined;
  const dataDir = settings.dataDir ?? (await mkdtemp(join(tmpdir(), 'latchkey-bench-')));
  const environment = readEnv({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  await openDatabase(environment);
  await openKeyring(environment);
  registerProviders({
    onepassword: createOnePasswordProvider({
      timeoutMs: settings.timeoutMs ?? 10_000,
      signInHosts: settings.signInHosts,
      clock: { now: () => clock().now() },
      onWire: noteWireEvent,
    }),
  });
  startUpkeep();
  return {
    dataDir,
    async close() {
      await closeProviders();
      await stopUpkeep();
      await closeDatabase();
      if (isOwn) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

let connected = 0;

/** Connects a secret manager with a token, on the default policy unless told. */
export function connect(token: string, more: Partial<ConnectInput> = {}): Promise<ManagerView> {
  connected += 1;
  return connectManager({
    caller: admin,
    input: {
      name: `Manager ${connected}`,
      provider: 'onepassword',
      config: { serviceAccountToken: token },
      ...more,
    },
  });
}
