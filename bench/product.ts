import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admin } from '@/lib/connections/testing/callers';
import { connectManager } from '@/lib/managers/connect';
import type { ConnectInput, ManagerView } from '@/lib/managers/schema';
import { readEnv } from '@/lib/platform/env';
import { startServices, stopServices } from '@/server/services';

export interface ProductSettings {
  signInHosts: readonly string[];
  /** Absent: a new folder, removed with `close`. */
  dataDir?: string;
  /** Deadline of one provider operation; 10 s unless told. */
  timeoutMs?: number;
  /** A PostgreSQL server, and the master key (base64) that its database is sealed with; embedded unless told. */
  databaseUrl?: string;
  masterKey?: string;
}

/**
 * Opens the product's parts in this process as the server does: embedded database on disk, keyring, provider, upkeep.
 * The clock is the one that `setClock` put in place before.
 */
export async function openProduct(
  settings: ProductSettings,
): Promise<{ dataDir: string; close(): Promise<void> }> {
  const { signInHosts, dataDir: given, timeoutMs = 10_000, databaseUrl, masterKey } = settings;
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'latchkey-bench-')));
  await startServices(
    readEnv({
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      LATCHKEY_SIGN_IN_HOSTS: signInHosts.join(','),
      LATCHKEY_PROVIDER_TIMEOUT_MS: String(timeoutMs),
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      ...(masterKey ? { LATCHKEY_MASTER_KEY: masterKey } : {}),
    }),
  );
  return {
    dataDir,
    async close() {
      await stopServices();
      if (given === undefined) await rm(dataDir, { recursive: true, force: true });
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
