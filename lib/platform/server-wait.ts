import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterOwnTime } from '@/lib/kernel/own-time';
import type { ServerConnection } from './database-connection';
import { log } from './log';
import { ServerFailure } from './server-failure';
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
    const failure = await failureToConnect(connection);
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

async function failureToConnect(connection: ServerConnection): Promise<ServerFailure | undefined> {
  try {
    await connection.reach();
  } catch (error) {
    return error instanceof ServerFailure ? error : connection.failureOf(error);
  }
  let client: pg.Client | undefined;
  try {
    client = new pg.Client(connection.config);
    client.on('error', () => undefined);
    await client.connect();
    return undefined;
  } catch (error) {
    return connection.failureOf(error);
  } finally {
    await client?.end();
  }
}
