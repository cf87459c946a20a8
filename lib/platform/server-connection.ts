import pg, { type ClientBase, type PoolConfig } from 'pg';
import type { ServerConnection } from './database-connection';
import { hostsOf, type ServerAddress } from './server-address';
import { nextAfter, type ServerFailure, serverFailure, type Way, WrongSession } from './server-failure';
import { encryptionsOf, tlsOptionsOf } from './server-tls';
import { explainServerError } from './storage-trouble';

const standardPoolSize = 10;
const standardTimeoutMs = 10_000;

/**
 * The way to a PostgreSQL server, 15 or newer, by libpq's rules: hosts in their order, encryption as `sslmode` says. No
 * statement runs, and no transaction waits for its program, longer than 30 s: what hangs must not hold locks.
 */
export function serverConnection(address: ServerAddress): ServerConnection {
  const [first, ...others] = waysOf(address);
  const { schema, connection_limit: limit, target_session_attrs: wanted = 'any' } = address.parameters;
  let current = first;
  let search: Promise<void> | undefined;

  async function find(): Promise<void> {
    let failure: ServerFailure | undefined;
    let isDown: Way['host'] | undefined;
    let before: Way['host'] | undefined;
    for (const way of [first, ...others]) {
      if (way.host === isDown) continue;
      const error = await refusalAt(address, way);
      if (error === undefined) {
        current = way;
        return;
      }
      const found = serverFailure(error, address, way);
      const next = nextAfter(error);
      if (next === 'nothing') throw found;
      if (next === 'next host') isDown = way.host;
      // What does not pass while one waits says more than another host that is away.
      failure = failure && found.isPassing && way.host !== before ? failure : found;
      before = way.host;
    }
    throw failure;
  }

  return {
    kind: 'server',
    hosts: hostsOf(address),
    schema,
    poolSize: limit ?? standardPoolSize,
    get config() {
      return configOf(address, current);
    },
    async reach() {
      if (others.length === 0 && wanted === 'any') return false;
      search ??= find().finally(() => {
        search = undefined;
      });
      await search;
      return true;
    },
    failureOf: (error) => serverFailure(error, address, current),
    explain: async (error) => explainServerError(error),
    close: () => Promise.resolve(),
  };
}

function waysOf(address: ServerAddress): [Way, ...Way[]] {
  const { hosts, parameters } = address;
  const order = parameters.load_balance_hosts === 'random' ? shuffled(hosts) : hosts;
  const ways = order.flatMap((host) => {
    // TLS is not for sockets within a machine, whatever sslmode says.
    const encryptions = host.host.startsWith('/') ? (['plain'] as const) : encryptionsOf(parameters);
    return encryptions.map((encryption) => ({ host, encryption }));
  });
  return atLeastOne(ways);
}

function shuffled<T>(things: readonly T[]): T[] {
  return things
    .map((thing) => ({ thing, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
}

/** Guarantee: an address has a host, and a host a way. */
function atLeastOne(ways: Way[]): [Way, ...Way[]] {
  return ways as [Way, ...Way[]];
}

function configOf(address: ServerAddress, { host, encryption }: Way): PoolConfig {
  const { parameters } = address;
  return {
    host: host.address ?? host.host,
    port: host.port,
    user: address.user,
    password: address.password,
    database: address.database,
    ssl: encryption === 'tls' && tlsOptionsOf(parameters, host.host),
    ...(encryption === 'tls' ? { sslnegotiation: parameters.sslnegotiation } : {}),
    options: optionsOf(parameters),
    application_name: parameters.application_name ?? parameters.fallback_application_name ?? 'latchkey',
    connectionTimeoutMillis: parameters.connect_timeout
      ? parameters.connect_timeout * 1000
      : standardTimeoutMs,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: parameters.keepalives !== '0',
    keepAliveInitialDelayMillis: (parameters.keepalives_idle ?? 0) * 1000,
    ...verificationOf(parameters),
  };
}

/** The schema is every session's search path, so that nothing of another application is meant by a name. */
function optionsOf({ options, schema }: ServerAddress['parameters']): string | undefined {
  if (schema === undefined) return options;
  // In options, a space ends a word unless a backslash stands before it.
  const path = pg.escapeIdentifier(schema).replace(/[\\\s]/g, '\\$&');
  return `${options ? `${options} ` : ''}-c search_path=${path}`;
}

function verificationOf({ target_session_attrs: wanted = 'any' }: ServerAddress['parameters']): PoolConfig {
  if (wanted === 'any') return {};
  return {
    verify: (client, done) => {
      assertSession(client, wanted).then(() => done(), done);
    },
  };
}

async function refusalAt(address: ServerAddress, way: Way): Promise<unknown> {
  const client = new pg.Client(configOf(address, way));
  client.on('error', () => undefined);
  try {
    await client.connect();
    await assertSession(client, address.parameters.target_session_attrs ?? 'any');
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end();
  }
}

/** Throws WrongSession when the session is not what `target_session_attrs` asks for. */
async function assertSession(client: ClientBase, wanted: 'any' | 'read-write' | 'primary'): Promise<void> {
  if (wanted === 'any') return;
  const { rows } = await client.query<{ is_replica: boolean; is_read_only: boolean }>(
    `SELECT pg_is_in_recovery() AS is_replica, current_setting('transaction_read_only') = 'on' AS is_read_only`,
  );
  const [session] = rows;
  if (session?.is_replica || (wanted === 'read-write' && session?.is_read_only)) throw new WrongSession();
}
