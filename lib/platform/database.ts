import { PrismaPg } from '@prisma/adapter-pg';
import { LatchkeyError } from '@/lib/kernel/errors';
import { bringUpToDate } from './bring-up-to-date';
import { context, runInContext } from './context';
import type { DatabaseConnection, DatabaseKind, ServerConnection } from './database-connection';
import { DatabasePool } from './database-pool';
import { embeddedConnection } from './embedded-connection';
import type { Env } from './env';
import { log } from './log';
import { setDatabaseAwayMetric } from './metrics';
import { type Prisma, PrismaClient } from './prisma-client/client';
import { serverConnection } from './server-connection';
import { waitForServer } from './server-wait';
import { dropSingleton, findSingleton, replaceSingleton } from './singleton';
import { startRefusal } from './start-refusal';
import type { StorageTrouble } from './storage-trouble';
import { unavailableIfAway } from './unavailable';

export type { DatabaseKind } from './database-connection';
/** The client inside `transaction`. */
export type Transaction = Prisma.TransactionClient;

interface OpenDatabase {
  connection: DatabaseConnection | ServerConnection;
  schema: string;
  pool: DatabasePool;
  client: PrismaClient;
}

const name = 'database';
const transactionOptions = { maxWait: 10_000, timeout: 10_000 };

/**
 * Opens the database that `environment` names, brings it up to the newest migration and registers it for `database()`.
 * A server that is not there yet is waited for. Throws LatchkeyError with a message for operators when it is in use,
 * unreachable, not fit, newer than this program or damaged.
 */
export async function openDatabase(environment: Env): Promise<void> {
  const { databaseServer, listenServer, dataDir, startWaitMs } = environment;
  if (databaseServer === undefined) return registerDatabase(await embeddedConnection(dataDir));
  const connection = serverConnection(databaseServer, listenServer);
  await waitForServer(connection, startWaitMs);
  await registerDatabase(connection);
}

/** Migrates and registers an open connection; closes it when that fails. `openDatabase` and tests come here. */
export async function registerDatabase(connection: DatabaseConnection | ServerConnection): Promise<void> {
  let schema: string;
  try {
    schema = await bringUpToDate(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  register(connection, schema);
}

/**
 * Registers the database of a server that is away: what is asked of it fails at once, until `attachDatabase` has reached it.
 * `schema` is the one that its tables were in last.
 */
export function openDatabaseAway(connection: ServerConnection, schema: string): void {
  register(connection, schema);
  setDatabaseAway(true);
}

/**
 * Waits until the server of `openDatabaseAway` is there, for as long as that takes, and brings it up to the newest migration. It can
 * be asked from then on. Throws LatchkeyError with a message for operators where it is not to be used.
 */
export async function attachDatabase(): Promise<void> {
  const { connection, schema } = opened();
  if (!('reach' in connection)) return;
  await waitForServer(connection, Number.POSITIVE_INFINITY);
  const found = await bringUpToDate(connection);
  if (found !== schema) {
    throw startRefusal(
      `The database has its tables in the schema ${found} now, and had them in ${schema}. Check DATABASE_URL, and start again.`,
    );
  }
  setDatabaseAway(false);
}

function register(connection: DatabaseConnection | ServerConnection, schema: string): void {
  const pool = new DatabasePool(connection);
  pool.on('error', onBrokenClient);
  const adapter = new PrismaPg(pool, { schema, onConnectionError: onBrokenClient });
  const client = new PrismaClient({ adapter, transactionOptions });
  replaceSingleton<OpenDatabase>(name, { connection, schema, pool, client });
}

/** The open database. Throws `internal` when it is not open, and inside `transaction`, where it would wait for itself. */
export function database(): PrismaClient {
  if (context().transaction?.isOpen) {
    throw new LatchkeyError('internal', {
      inside: 'database() inside transaction(): use the client it hands in',
    });
  }
  return opened().client;
}

/** Whether the open database is the embedded one or a server. */
export function databaseKind(): DatabaseKind {
  return opened().connection.kind;
}

/** The schema that the open database's tables are in. */
export function databaseSchema(): string {
  return opened().schema;
}

/** What the file system under the open database says against changes. Undefined: nothing, or it is a server's. */
export function foreseenDatabaseTrouble(): StorageTrouble | undefined {
  return opened().connection.foresee?.();
}

/** The way to the open server; undefined for the embedded database. */
export function databaseServer(): ServerConnection | undefined {
  const { connection } = opened();
  return 'reach' in connection ? connection : undefined;
}

/** Tells the open database whether its server is away: what is asked of it then fails at once with `database_unavailable`. */
export function setDatabaseAway(isAway: boolean): void {
  findSingleton<OpenDatabase>(name)?.pool.setAway(isAway);
  setDatabaseAwayMetric(isAway);
}

/** Whether the open database's server is known to be away. */
export function isDatabaseAway(): boolean {
  return findSingleton<OpenDatabase>(name)?.pool.isAway === true;
}

/**
 * Runs `work` in one transaction: all of it is kept, or nothing when it throws. Keep it short (10 s is the end) and make
 * no network call in it: the embedded database has one session, so everybody else waits meanwhile. Throws
 * `database_unavailable` when its time is over.
 */
export async function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = database();
  const scope = { isOpen: true };
  try {
    return await client.$transaction((tx) => runInContext({ transaction: scope }, () => work(tx)));
  } catch (error) {
    // Prisma's own: the transaction could not begin, or not go on, in its time.
    throw Object(error).code === 'P2028' ? unavailableIfAway(error, true) : error;
  } finally {
    scope.isOpen = false;
  }
}

/** Closes the database after what it is doing. Does nothing when it is not open. */
export async function closeDatabase(): Promise<void> {
  const open = findSingleton<OpenDatabase>(name);
  if (open === undefined) return;
  dropSingleton(name);
  await open.client.$disconnect();
  await open.pool.end();
  await open.connection.close();
}

function onBrokenClient(error: Error): void {
  log.warn('database.connection-lost', { inside: error.message });
}

function opened(): OpenDatabase {
  const open = findSingleton<OpenDatabase>(name);
  if (open === undefined) throw new LatchkeyError('internal', { inside: 'the database is not open' });
  return open;
}
