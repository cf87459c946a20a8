import { createSecretKey, type KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type AddressRange, parseAddressRanges } from '@/lib/kernel/address-range';
import { type EgressRule, parseEgressRule } from '@/lib/kernel/egress-rule';
import { LatchkeyError } from '@/lib/kernel/errors';
import { type HostName, isLoopbackHost, parseHostName } from '@/lib/kernel/host-name';
import { type ProxySettings, parseDirectHost, parseOutwardProxy } from '@/lib/kernel/outward-proxy';
import { inUsualLetters, readSecretFiles, takeSettings } from './secret-settings';
import type { ServerAddress } from './server-address';
import { checkListenAddress, databaseAddress, listenAddress } from './server-settings';
import { once } from './singleton';
import { settableNumber, wholeNumber } from './whole-number';

const standardDrainMs = 5_000;

/** The configuration of this process (docs: README, "Configuration"). Key objects print without their bytes. */
export interface Env {
  port: number;
  host: string;
  /** Absolute. */
  dataDir: string;
  /** Absent: the embedded database in `dataDir`. */
  databaseServer?: ServerAddress;
  /** Where notifications are listened for. Absent: at `databaseServer`. */
  listenServer?: ServerAddress;
  /** How long a start waits for a database server that is not there yet. */
  startWaitMs: number;
  /** How long what memory holds is served while the database cannot be reached. */
  detachedMs: number;
  /** The same for API keys; never longer. */
  detachedKeysMs: number;
  /** 32 bytes. Absent: made once in `dataDir`. */
  masterKey?: KeyObject;
  previousMasterKeys: readonly KeyObject[];
  /** Origins (scheme, host, port) that a credential may name besides its provider's own. */
  signInHosts: readonly string[];
  /** Hosts that a test of a connection may reach though they are private. Who may send a secret there is another list. */
  egressHosts: readonly EgressRule[];
  /** What requests to the outside go through. */
  proxies: ProxySettings;
  /** Proxies whose word on where a request came from counts. */
  trustedProxies: readonly AddressRange[];
  adminEmail?: string;
  adminPassword?: string;
  adminApiKey?: string;
  /** The origin that people use. */
  origin: string;
  /** Hosts that requests may ask for beside that of `origin`; without a port: at any. */
  hostAliases: readonly HostName[];
  /** Where `/metrics` is served without a key. Absent: at `port`, with a key. */
  metrics?: { port: number; host: string };
  /** How long an idle connection of a client is kept, in milliseconds. */
  keepAliveMs: number;
  /** How long requests are answered after SIGTERM, until the balancers in front have noticed. */
  drainMs: number;
  /** Settings NAME_FILE whose file everybody on this machine may read. */
  openSecretFiles: readonly string[];
  providerTimeoutMs: number;
  /** References that one caller may have asked of providers in a minute, chosen freely. */
  callerUpstreamPerMinute: number;
  /** References of one caller in an hour that may turn out not to exist. */
  callerAbsencesPerHour: number;
  role: 'all' | 'resolver';
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/**
 * The configuration, read once from the process's environment, which keeps no secret of it. Throws `invalid_input` with a line for each mistake.
 */
export function env(): Env {
  return once('env', () => readEnv(takeSettings(process.env)));
}

/**
 * Reads the configuration from `source`. An empty variable counts as unset; NAME_FILE names a file for a secret one.
 * Throws `invalid_input` whose message names each wrong variable, what is wrong and what to do; `fields` has them by name.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source)
      .map(([name, value]) => [name, value?.trim() ?? ''])
      .filter(([, value]) => value !== ''),
  );
  const { settings, problems, readableByAll } = readSecretFiles(inUsualLetters(given));
  if (Object.keys(problems).length > 0) throw invalidEnvironment(Object.entries(problems));
  const parsed = variables.safeParse(settings);
  if (!parsed.success) throw invalidEnvironment(mistakesIn(parsed.error));
  const read = parsed.data;
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir: read.DATA_DIR,
    databaseServer: read.DATABASE_URL,
    listenServer: read.LATCHKEY_LISTEN_URL,
    startWaitMs: read.LATCHKEY_START_WAIT_MS,
    detachedMs: read.LATCHKEY_DETACHED_MS,
    detachedKeysMs: Math.min(read.LATCHKEY_DETACHED_KEYS_MS, read.LATCHKEY_DETACHED_MS),
    masterKey: read.LATCHKEY_MASTER_KEY,
    previousMasterKeys: read.LATCHKEY_MASTER_KEY_PREVIOUS,
    signInHosts: read.LATCHKEY_SIGN_IN_HOSTS,
    egressHosts: read.LATCHKEY_EGRESS_HOSTS,
    proxies: { https: read.HTTPS_PROXY, http: read.HTTP_PROXY, direct: read.NO_PROXY },
    trustedProxies: read.LATCHKEY_TRUSTED_PROXIES,
    adminEmail: read.LATCHKEY_ADMIN_EMAIL,
    adminPassword: read.LATCHKEY_ADMIN_PASSWORD,
    adminApiKey: read.LATCHKEY_ADMIN_API_KEY,
    origin: read.LATCHKEY_ORIGIN ?? `http://localhost:${read.PORT}`,
    hostAliases: read.LATCHKEY_HOST_ALIASES,
    ...(read.LATCHKEY_METRICS_PORT === undefined
      ? {}
      : { metrics: { port: read.LATCHKEY_METRICS_PORT, host: read.LATCHKEY_METRICS_HOST } }),
    keepAliveMs: read.LATCHKEY_KEEP_ALIVE_MS,
    drainMs: read.LATCHKEY_DRAIN_MS ?? (isLoopbackHost(read.HOST) ? 0 : standardDrainMs),
    openSecretFiles: readableByAll,
    providerTimeoutMs: read.LATCHKEY_PROVIDER_TIMEOUT_MS,
    callerUpstreamPerMinute: read.LATCHKEY_KEY_UPSTREAM_PER_MINUTE,
    callerAbsencesPerHour: read.LATCHKEY_KEY_ABSENCES_PER_HOUR,
    role: read.LATCHKEY_ROLE,
    logLevel: read.LOG_LEVEL,
  };
}

const keyAdvice =
  'is not 32 bytes in base64. Make one with: openssl rand -base64 32 (and keep it: nothing sealed opens without it)';

const masterKey = z
  .string()
  .refine((text) => keyBytes(text).length === 32, { error: keyAdvice })
  .transform((text) => createSecretKey(keyBytes(text)));

const origin = z
  .string()
  .refine((text) => originOf(text) !== undefined, {
    error: 'is not an origin. Write scheme, host and port alone, such as https://latchkey.example.com',
  })
  .transform((text) => originOf(text) ?? '');

const egressRule = z
  .string()
  .transform(parseEgressRule)
  .refine((rule) => rule !== undefined, {
    error:
      'has an entry that is no host. Write names, *.suffixes, addresses or ranges, each with :port or without, such as db.internal:5432, *.example.com, 10.0.0.0/8',
  });

const outwardProxy = z
  .string()
  .transform(parseOutwardProxy)
  .refine((proxy) => proxy !== undefined, {
    error:
      'is not the address of an HTTP proxy. Write http://proxy.example.com:3128, or http://user:password@proxy.example.com:3128 with @ / : # ? % in a password as %40 %2F %3A %23 %3F %25',
  });

const directHosts = z
  .string()
  .transform((text) => text.split(/[,\s]+/).filter((part) => part !== ''))
  .transform((parts) => (parts.includes('*') ? 'all' : parts.map(parseDirectHost)))
  .refine((hosts) => hosts === 'all' || !hosts.includes(undefined), {
    error:
      'has an entry that is no host. Write *, names, addresses or ranges, each with :port or without, such as localhost, .corp.example, 10.0.0.0/8',
  })
  .transform((hosts) => (hosts === 'all' ? hosts : hosts.flatMap((rules) => rules ?? [])));

const addressRanges = z
  .string()
  .transform(parseAddressRanges)
  .refine((ranges) => ranges !== undefined, {
    error:
      'has an entry that is no address. Write addresses, ranges, or the words loopback and private, such as loopback, 10.0.0.0/8, 192.168.1.4',
  });

const hostName = z
  .string()
  .transform(parseHostName)
  .refine((host) => host !== undefined, {
    error:
      'has an entry that is no host. Write names or addresses, each with :port or without, such as latchkey.internal, 10.0.0.4:3000',
  });

const metricsPort = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    error: 'is not a port. Write a whole number up to 65535, or leave it unset to serve /metrics with a key',
  })
  .transform(Number);

/** Lines count as commas: a file has one entry on each. */
const commaList = z.string().transform((text) =>
  text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const variables = z
  .object({
    PORT: wholeNumber('PORT', 0, 65_535, 3000),
    HOST: z.string().default('127.0.0.1'),
    DATA_DIR: z
      .string()
      .default('./data')
      .transform((path) => resolve(path)),
    DATABASE_URL: databaseAddress.optional(),
    LATCHKEY_LISTEN_URL: listenAddress.optional(),
    LATCHKEY_START_WAIT_MS: wholeNumber('LATCHKEY_START_WAIT_MS', 0, 86_400_000, 60_000),
    LATCHKEY_DETACHED_MS: wholeNumber('LATCHKEY_DETACHED_MS', 0, 7 * 86_400_000, 6 * 3_600_000),
    LATCHKEY_DETACHED_KEYS_MS: wholeNumber('LATCHKEY_DETACHED_KEYS_MS', 0, 7 * 86_400_000, 15 * 60_000),
    LATCHKEY_MASTER_KEY: masterKey.optional(),
    LATCHKEY_MASTER_KEY_PREVIOUS: commaList.pipe(z.array(masterKey)).default([]),
    LATCHKEY_SIGN_IN_HOSTS: commaList.pipe(z.array(origin)).default([]),
    LATCHKEY_EGRESS_HOSTS: commaList
      .pipe(z.array(egressRule))
      .transform((rules) => rules.filter((rule) => rule !== undefined))
      .default([]),
    HTTPS_PROXY: outwardProxy.optional(),
    HTTP_PROXY: outwardProxy.optional(),
    NO_PROXY: directHosts.default([]),
    LATCHKEY_TRUSTED_PROXIES: commaList
      .pipe(z.array(addressRanges))
      .transform((entries) => entries.flatMap((ranges) => ranges ?? []))
      .default([]),
    LATCHKEY_ADMIN_EMAIL: z.email({ error: 'is not an e-mail address' }).optional(),
    LATCHKEY_ADMIN_PASSWORD: z
      .string()
      .max(128, { error: 'is longer than 128 characters. Choose a shorter one' })
      .optional(),
    LATCHKEY_ADMIN_API_KEY: z
      .string()
      .regex(/^lk_[A-Za-z0-9_-]{32,}$/, {
        error:
          'must be lk_ followed by at least 32 of A–Z, a–z, 0–9, _ and -. Make one with: echo "lk_$(openssl rand -hex 32)"',
      })
      .optional(),
    LATCHKEY_ORIGIN: origin.optional(),
    LATCHKEY_HOST_ALIASES: commaList
      .pipe(z.array(hostName))
      .transform((hosts) => hosts.filter((host) => host !== undefined))
      .default([]),
    LATCHKEY_METRICS_PORT: metricsPort.optional(),
    LATCHKEY_METRICS_HOST: z.string().default('127.0.0.1'),
    LATCHKEY_KEEP_ALIVE_MS: wholeNumber('LATCHKEY_KEEP_ALIVE_MS', 1_000, 3_600_000, 75_000),
    LATCHKEY_DRAIN_MS: settableNumber('LATCHKEY_DRAIN_MS', 0, 3_600_000, standardDrainMs).optional(),
    LATCHKEY_PROVIDER_TIMEOUT_MS: wholeNumber('LATCHKEY_PROVIDER_TIMEOUT_MS', 100, 600_000, 10_000),
    LATCHKEY_KEY_UPSTREAM_PER_MINUTE: wholeNumber('LATCHKEY_KEY_UPSTREAM_PER_MINUTE', 1, 1_000_000, 3_000),
    LATCHKEY_KEY_ABSENCES_PER_HOUR: wholeNumber('LATCHKEY_KEY_ABSENCES_PER_HOUR', 1, 1_000_000, 200),
    LATCHKEY_ROLE: z
      .enum(['all', 'resolver'], { error: 'must be all, or resolver for the data plane alone' })
      .default('all'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'must be one of fatal, error, warn, info, debug, trace, silent',
      })
      .default('info'),
  })
  .refine(
    (read) => (read.LATCHKEY_ADMIN_EMAIL === undefined) === (read.LATCHKEY_ADMIN_PASSWORD === undefined),
    {
      path: ['LATCHKEY_ADMIN_EMAIL'],
      error:
        'and LATCHKEY_ADMIN_PASSWORD go together. Set both, or neither and use the set-up link that the start prints',
    },
  )
  .check(checkListenAddress);

function keyBytes(text: string): Buffer {
  const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);
  return isBase64 ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}

function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isBare =
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === '';
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  return isBare && isHttp ? url.origin : undefined;
}

function mistakesIn(error: z.ZodError): [name: string, said: string][] {
  return error.issues.map((issue) => [String(issue.path[0] ?? 'environment'), issue.message]);
}

function invalidEnvironment(mistakes: readonly [name: string, said: string][]): LatchkeyError {
  const fields: Record<string, string> = {};
  for (const [name, said] of mistakes) fields[name] ??= `${name} ${said}.`;
  return new LatchkeyError('invalid_input', {
    says: { inTerminal: `The configuration has mistakes:\n${Object.values(fields).join('\n')}` },
    fields: Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, { inTerminal: text }])),
  });
}
