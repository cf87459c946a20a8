import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../scripts/port.mjs';
import { type Child, startChild } from './child';

/** The built server in a process of its own, with an admin's key. */
export interface ServerProcess {
  readonly origin: string;
  readonly child: Child;
  readonly settings: ServerSettings;
  /** Calls the API with the admin's key, or with `key`; answers the JSON. Throws when the status is no 2xx. */
  api(method: string, path: string, body?: object, key?: string): Promise<unknown>;
  end(signal?: NodeJS.Signals): Promise<void>;
}

export interface ServerSettings {
  /** The bundle: dist/server.mjs unless told. */
  file: string;
  dataDir: string;
  adminKey: string;
  env: Readonly<Record<string, string>>;
  /** A free one unless told. */
  port?: number;
}

/** Settings of a data plane alone on a new folder. `address` is the account's. Remove the folder with `removeData`. */
export async function newServerSettings(
  address: string,
  more: Partial<ServerSettings> = {},
): Promise<ServerSettings> {
  return {
    file: join('dist', 'server.mjs'),
    dataDir: await mkdtemp(join(tmpdir(), 'latchkey-bench-')),
    adminKey: `lk_${randomBytes(24).toString('hex')}`,
    ...more,
    env: {
      LATCHKEY_SIGN_IN_HOSTS: address,
      // A busy machine must not turn a count into a time-out.
      LATCHKEY_PROVIDER_TIMEOUT_MS: '60000',
      ...more.env,
    },
  };
}

export async function removeData({ dataDir }: ServerSettings): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
}

/** Starts the server and waits until it is ready, asking every `lookMs`. Throws with its last words when it ends before. */
export async function startServer(
  settings: ServerSettings,
  nodeOptions: readonly string[] = [],
  lookMs = 50,
): Promise<ServerProcess> {
  const port = settings.port ?? (await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: settings.dataDir,
    DATABASE_URL: '',
    LATCHKEY_ROLE: 'resolver',
    LATCHKEY_ADMIN_API_KEY: settings.adminKey,
    LOG_LEVEL: 'silent',
    ...settings.env,
  };
  const child = startChild(settings.file, [], env, nodeOptions);
  await ready(origin, child, lookMs);
  const api: ServerProcess['api'] = async (method, path, body, key = settings.adminKey) => {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return { origin, child, settings, api, end: (signal) => child.end(signal) };
}

async function ready(origin: string, child: Child, lookMs: number): Promise<void> {
  const endsAtMs = performance.now() + 60_000;
  while (performance.now() < endsAtMs) {
    if (child.process.exitCode !== null) await child.line();
    const answer = await fetch(`${origin}/api/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(lookMs);
  }
  throw new Error('the server did not become ready within a minute');
}
