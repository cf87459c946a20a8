import pg, { type ClientBase, type PoolConfig } from 'pg';
import type { ServerConnection } from './database-connection';
import { hostsOf, type ServerAddress } from './server-address';
import {
  isRefusedSetting,
  nextAfter,
  type ServerFailure,
  serverFailure,
  type Way,
  WrongSession,
} from './server-failure';
import { encryptionsOf, tlsOptionsOf } from './server-tls';
import { sessionBounds, setSettings } from './session-settings';
import { explainServerError } from './storage-trouble';

const standardPoolSize = 10;
const standardTimeoutMs = 10_000;

/**
 * The way to a PostgreSQL server, 15 or newer, by libpq's rules: hosts in their order, encryption as `sslmode` says. No
 * statement runs, and no transaction waits for its program, longer than 30 s: what hangs must not hold locks. With
 * `listenAddress`, notifications are listened for there.
 */
export function serverConnection(address: ServerAddress, listenAddress?: ServerAddress): ServerConnection {
  if (listenAddress === undefined) return connectionAt(address);
  // The channel has the schema in its name, and nothing else is asked for there.
  const parameters = { ...listenAddress.parameters, schema: undefined };
  return connectionAt(
    address,
    connectionAt({ ...listenAddress, parameters, setting: 'LATCHKEY_LISTEN_URL' }),
  );
}

function connectionAt(address: ServerAddress, listening?: ServerConnection): ServerConnection {
  const [first, ...others] = waysOf(address);
  const { schema, connection_limit: limit, target_session_attrs: wanted = 'any' } = address.parameters;
  let current = first;
  let search: Promise<void> | undefined;
  let settings: SettingsAre = 'sent';

  async function find(): Promise<void> {
    let failure: ServerFailure | undefined;
    let isDown: Way['host'] | undefined;
    let before: Way['host'] | undefined;
    for (const way of [first, ...others]) {
      if (way.host === isDown) continue;
      const error = await refusalAt(address, way, settings);
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

  const connection: ServerConnection = {
    kind: 'server',
    hosts: hostsOf(address),
    schema,
    poolSize: limit ?? standardPoolSize,
    get config(): PoolConfig {
      return {
        ...configOf(address, current, settings),
        verify: (client, done) => {
          prepare(client).then(() => done(), done);
        },
      };
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
    get listening() {
      return listening ?? connection;
    },
    leaveSettings(error) {
      // Left out, the parameter would be ignored.
      if (settings !== 'sent' || address.parameters.options !== undefined || !isRefusedSetting(error))
        return false;
      settings = 'left out';
      return true;
    },
    setInSessions() {
      settings = 'set in sessions';
    },
    explain: async (error) => explainServerError(error),
    close: () => Promise.resolve(),
  };
  return connection;

  /** What a new session of the pool needs before it is used. */
  async function prepare(client: ClientBase): Promise<void> {
    await assertSession(client, wanted);
    if (settings === 'set in sessions') await setSettings(client, schema);
  }
}

/** Where the settings of a session are: in its first message; nowhere; in statements after that. */
type SettingsAre = 'sent' | 'left out' | 'set in sessions';

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

function configOf(address: ServerAddress, { host, encryption }: Way, settings: SettingsAre): PoolConfig {
  const { parameters } = address;
  return {
    host: host.address ?? host.host,
    port: host.port,
    user: address.user,
    password: address.password,
    database: address.database,
    ssl: encryption === 'tls' && tlsOptionsOf(parameters, host.host),
    ...(encryption === 'tls' ? { sslnegotiation: parameters.sslnegotiation } : {}),
    application_name: parameters.application_name ?? parameters.fallback_application_name ?? 'latchkey',
    connectionTimeoutMillis: parameters.connect_timeout
      ? parameters.connect_timeout * 1000
      : standardTimeoutMs,
    idleTimeoutMillis: 60_000,
    ...(settings === 'sent' ? { ...sessionBounds, options: optionsOf(parameters) } : {}),
    keepAlive: parameters.keepalives !== '0',
    keepAliveInitialDelayMillis: (parameters.keepalives_idle ?? 0) * 1000,
  };
}

/** The schema is every session's search path, so that nothing of another application is meant by a name. */
function optionsOf({ options, schema }: ServerAddress['parameters']): string | undefined {
  if (schema === undefined) return options;
  // In options, a space ends a word unless a backslash stands before it.
  const path = pg.escapeIdentifier(schema).replace(/[\\\s]/g, '\\$&');
  return `${options ? `${options} ` : ''}-c search_path=${path}`;
}

async function refusalAt(address: ServerAddress, way: Way, settings: SettingsAre): Promise<unknown> {
  const client = new pg.Client(configOf(address, way, settings));
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
