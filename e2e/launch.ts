import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox/handle';
import { type ConnectSandbox, startConnect } from '../sandbox/onepassword-connect/connect';
import { startEvents } from '../sandbox/onepassword-events/events';
import type { EventsSandbox } from '../sandbox/onepassword-events/handle';
import { startSandbox } from '../sandbox/sandbox';
import { seedSandbox } from '../sandbox/seed';
import { freePort } from '../scripts/port.mjs';
import { plantDatabase } from './database-template';
import { type Product, startProduct } from './product';

/** The built product on a port and a data folder of its own, beside a seeded sandbox account. */
export interface Latchkey {
  origin: string;
  adminEmail: string;
  adminPassword: string;
  adminApiKey: string;
  sandbox: Sandbox;
  /** A Connect server over the same account. */
  connect: ConnectSandbox;
  /** The Events API of the account. */
  events: EventsSandbox;
  /** A service account token of the sandbox that reads all its vaults. */
  token: string;
  dataDir: string;
  /** The product's process. */
  pid(): number;
  /** Everything that the product printed so far. */
  logs(): string;
  /** The one-time link that makes the first admin; only with `admin: 'by-link'`. */
  setUpLink(): string;
  /** Ends the product and starts it again on the same data; `meanwhile` has the data to itself. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** Ends both and removes the data. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** `from-environment`: the first admin is there already. `by-link`: nobody is, and the start prints a link. */
  admin?: 'from-environment' | 'by-link';
  /** Origins that a token may name besides the sandbox's. */
  signInHosts?: readonly string[];
  env?: Record<string, string>;
}

/** Starts a sandbox account and the product. Throws with what the product printed when it does not become ready. */
export async function launchLatchkey({
  admin = 'from-environment',
  signInHosts = [],
  env = {},
}: LaunchOptions = {}): Promise<Latchkey> {
  const dataDir = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
  // Whoever sets the product up by hand begins with an empty folder.
  if (admin === 'from-environment') await plantDatabase(dataDir);
  const sandbox = await startSandbox();
  const { token } = seedSandbox(sandbox);
  const connect = await startConnect(sandbox);
  const events = await startEvents(sandbox);
  const port = await freePort();
  const adminEmail = 'admin@example.test';
  const adminPassword = randomBytes(12).toString('base64url');
  const adminApiKey = `lk_${randomBytes(32).toString('base64url')}`;
  const settings = {
    PORT: String(port),
    DATA_DIR: dataDir,
    LATCHKEY_SIGN_IN_HOSTS: [sandbox.address, connect.address, events.address, ...signInHosts].join(','),
    LATCHKEY_PROVIDER_TIMEOUT_MS: '10000',
    ...(admin === 'by-link'
      ? {}
      : {
          LATCHKEY_ADMIN_EMAIL: adminEmail,
          LATCHKEY_ADMIN_PASSWORD: adminPassword,
          LATCHKEY_ADMIN_API_KEY: adminApiKey,
        }),
    ...env,
  };
  let product = await startProduct(port, settings);
  const ended: Product[] = [];
  const logs = () => [...ended, product].map((each) => each.printed()).join('');
  return {
    origin: `http://localhost:${port}`,
    adminEmail,
    adminPassword,
    adminApiKey,
    sandbox,
    connect,
    events,
    token,
    dataDir,
    pid: () => product.pid,
    logs,
    setUpLink: () => {
      const link = /https?:\/\/\S+\/set-up\S*/.exec(logs())?.[0];
      if (link === undefined) throw new Error('The start printed no set-up link.');
      return link;
    },
    restart: async (meanwhile) => {
      await product.stop();
      ended.push(product);
      await meanwhile?.();
      product = await startProduct(port, settings);
    },
    close: async () => {
      await product.stop();
      await events.close();
      await connect.close();
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
