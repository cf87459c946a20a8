import { Socket } from 'node:net';
import pg, { type PoolClient } from 'pg';
import type { DatabaseConnection, ServerConnection } from './database-connection';
import { unavailableIfAway } from './unavailable';

type Connected = (
  error: Error | undefined,
  client: PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

const leastWaitMs = 10_000;

/**
 * pg's pool over a connection. When a new client fails where the address leaves a choice, another way is looked for. While the
 * server is known to be away it refuses at once.
 */
export class DatabasePool extends pg.Pool {
  readonly #connection: DatabaseConnection | ServerConnection;
  readonly #sockets: Set<Socket>;
  #isAway = false;

  constructor(connection: DatabaseConnection | ServerConnection) {
    const sockets = new Set<Socket>();
    // Each client is made with the way that was found last.
    class Client extends pg.Client {
      constructor() {
        super(
          'reach' in connection ? { ...connection.config, stream: followed(sockets) } : connection.config,
        );
      }
    }
    const { config } = connection;
    // Here it is also how long a query waits for a free client, which connect_timeout does not mean.
    const connectionTimeoutMillis = Math.max(leastWaitMs, config.connectionTimeoutMillis ?? 0);
    super({ ...config, connectionTimeoutMillis, max: connection.poolSize, Client });
    this.#connection = connection;
    this.#sockets = sockets;
    explainErrors(this, connection, () => false);
    this.on('connect', (client) => {
      let isBroken = false;
      client.once('error', () => {
        isBroken = true;
      });
      explainErrors(client, connection, () => isBroken);
    });
  }

  /**
   * Whether the server is away, as somebody else noticed. A link that drops packets breaks nothing: who waits on it is
   * answered now, and nobody waits until it is back.
   */
  setAway(isAway: boolean): void {
    this.#isAway = isAway;
    if (isAway) for (const socket of this.#sockets) socket.destroy();
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | undefined {
    const connected = this.#connect();
    if (callback === undefined) return connected;
    connected.then(
      (client) => callback(undefined, client, (release) => client.release(release as Error)),
      (error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  }

  async #connect(): Promise<PoolClient> {
    const connection = this.#connection;
    if (this.#isAway) throw unavailableIfAway(new Error('the database server is away'), true);
    try {
      return await this.#connectAnew(connection);
    } catch (error) {
      throw unavailableIfAway(await connection.explain(error), true);
    }
  }

  async #connectAnew(connection: DatabaseConnection | ServerConnection): Promise<PoolClient> {
    try {
      return await super.connect();
    } catch (error) {
      const isFull = error instanceof Error && error.message === 'timeout exceeded when trying to connect';
      if (isFull || !('reach' in connection) || !(await connection.reach())) throw error;
      return super.connect();
    }
  }
}

function followed(sockets: Set<Socket>): () => Socket {
  return () => {
    const socket = new Socket();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
}

type Query = (...given: unknown[]) => unknown;

/**
 * Has `queries` (a pool, or a client of one) fail with errors that `connection` has explained. Once the client is broken, what is
 * not the server's answer says that there is none, in whatever words pg has for it.
 */
function explainErrors(
  queries: { query: unknown },
  connection: DatabaseConnection,
  isBroken: () => boolean,
): void {
  const explain = async (error: unknown) =>
    unavailableIfAway(await connection.explain(error), isBroken() && !(error instanceof pg.DatabaseError));
  const query = asQuery(queries.query).bind(queries);
  const explained: Query = (...given) => {
    const callback = given.at(-1);
    if (typeof callback !== 'function') {
      const answer = query(...given);
      return answer instanceof Promise
        ? answer.catch(async (error) => Promise.reject(await explain(error)))
        : answer;
    }
    return query(...given.slice(0, -1), (error: unknown, result: unknown) => {
      if (error) void explain(error).then((known) => callback(known));
      else callback(error, result);
    });
  };
  queries.query = explained;
}

/** Guarantee: `query` of a pool or a client of pg. */
function asQuery(query: unknown): Query {
  return query as Query;
}
