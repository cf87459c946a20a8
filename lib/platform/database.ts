import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { LatchkeyError } from '@/lib/kernel/errors';
import { bringUpToDate } from './bring-up-to-date';
import type { DatabaseConnection, DatabaseKind } from './database-connection';
import { embeddedConnection } from './embedded-connection';
import type { Env } from './env';
import { log } from './log';
import { type Prisma, PrismaClient } from './prisma-client/client';
import { serverConnection } from './server-connection';
import { dropSingleton, findSingleton, once, replaceSingleton } from './singleton';

export type { DatabaseKind } from './database-connection';
/** The client inside `transaction`. */
export type Transaction = Prisma.TransactionClient;

interface OpenDatabase {
  connection: DatabaseConnection;
  pool: pg.Pool;
  client: PrismaClient;
}

const name = 'database';
const transactionOptions = { maxWait: 10_000, timeout: 10_000 };

/**
 * Opens the database that `environment` names, brings it up to the newest migration and registers it for `database()`.
 * Throws LatchkeyError with a message for operators when it is in use, unreachable, newer than this program or damaged.
 */
export async function openDatabase(environment: Env): Promise<void> {
  const { databaseUrl, dataDir } = environment;
  await registerDatabase(databaseUrl ? serverConnection(databaseUrl) : await embeddedConnection(dataDir));
}

/** Migrates and registers an open connection; closes it when that fails. `openDatabase` and tests come here. */
export async function registerDatabase(connection: DatabaseConnection): Promise<void> {
  try {
    await bringUpToDate(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const pool = new pg.Pool({ ...connection.config, max: connection.poolSize });
  pool.on('error', onBrokenClient);
  const adapter = new PrismaPg(pool, { onConnectionError: onBrokenClient });
  const client = new PrismaClient({ adapter, transactionOptions });
  replaceSingleton<OpenDatabase>(name, { connection, pool, client });
}

/** The open database. Throws `internal` when it is not open, and inside `transaction`, where it would wait for itself. */
export function database(): PrismaClient {
  if (openTransaction().getStore()?.isOpen) {
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

/**
 * Runs `work` in one transaction: all of it is kept, or nothing when it throws. Keep it short (10 s is the end) and make
 * no network call in it: the embedded database has one session, so everybody else waits meanwhile.
 */
export async function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = database();
  const scope = { isOpen: true };
  try {
    return await client.$transaction((tx) => openTransaction().run(scope, () => work(tx)));
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

function openTransaction(): AsyncLocalStorage<{ isOpen: boolean }> {
  return once('database.transaction', () => new AsyncLocalStorage());
}
