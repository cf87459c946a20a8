import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterOwnTime } from '@/lib/kernel/own-time';
import type { ServerConnection } from './database-connection';
import { log } from './log';
import type { ServerFailure } from './server-failure';
import { startRefusal } from './start-refusal';

const firstPauseMs = 250;
const longestPauseMs = 2_000;
const silenceMs = 1_000;

/**
 * Waits until the server takes a connection, for `waitMs` at most, and says what it waits for. Throws a refusal of the start
 * when the time is over, and at once for what does not pass by waiting, such as a wrong password.
 */
export async function waitForServer(connection: ServerConnection, waitMs: number): Promise<void> {
  const endsAtMs = performance.now() + waitMs;
  let said = '';
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const failure = await failureAnywhere(connection);
    if (failure === undefined) return;
    const leftMs = endsAtMs - performance.now();
    if (!failure.isPassing || leftMs <= 0) throw startRefusal(failure.message);
    if (failure.message !== said) {
      said = failure.message;
      log.warn('database.waiting', {
        host: connection.hosts,
        ...(Number.isFinite(leftMs) ? { waitMs: Math.round(leftMs) } : {}),
        inside: failure.message,
      });
    }
    await sleep(Math.min(pauseMs, leftMs));
  }
}

/**
 * Whether the server cannot be reached now: nobody answers, or it says that it will later. A failure that does not pass by waiting,
 * such as a wrong password, is none of these.
 */
export async function isServerAway(connection: ServerConnection): Promise<boolean> {
  let stop = () => {};
  const silence = new Promise<true>((resolve) => {
    stop = afterOwnTime(silenceMs, () => resolve(true));
  });
  const failed = failureToConnect(connection).then((failure) => failure?.isPassing === true);
  return Promise.race([failed, silence]).finally(stop);
}

/** The failure to connect there, or where is listened. */
async function failureAnywhere(connection: ServerConnection): Promise<ServerFailure | undefined> {
  const failure = await failureToConnect(connection);
  if (failure || connection.listening === connection) return failure;
  return failureToConnect(connection.listening);
}

async function failureToConnect(connection: ServerConnection): Promise<ServerFailure | undefined> {
  try {
    await connectOnce(connection).catch((error: unknown) => {
      if (!connection.leaveSettings(error)) throw error;
      return connectOnce(connection);
    });
    return undefined;
  } catch (error) {
    return connection.failureOf(error);
  }
}

/** A pooler lets in without a server behind it, so something is asked. */
async function connectOnce(connection: ServerConnection): Promise<void> {
  await connection.reach();
  const { config } = connection;
  const client = new pg.Client({ ...config, query_timeout: config.connectionTimeoutMillis });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end();
  }
}
