import { Socket } from 'node:net';
import pg from 'pg';
import { afterOwnTime } from '@/lib/kernel/own-time';
import type { ServerConnection } from './database-connection';

const answerDeadlineMs = 1_000;

/** A notification to oneself. */
export interface Beat {
  text: string;
  sentAtMs: number;
  /** Whether the server has taken it. */
  isSent?: boolean;
}

/** What sends notifications to a session that listens. */
export interface Sender {
  /** Whether it is another session. */
  isOther: boolean;
  notify(channel: string, text: string): Promise<unknown>;
  close(): void;
}

/**
 * What sends notifications to `listener`: itself where it is a session of the server that everything else is asked of, else a
 * session of its own at `server`, so that what arrives has gone the way that the news of others go. `lost` is called when that one ends.
 */
export async function senderFor(
  server: ServerConnection,
  listener: pg.Client,
  lost: () => void,
): Promise<Sender> {
  const isOther = server.listening !== server || !(await isServersOwn(listener));
  const socket = new Socket();
  const client = isOther ? new pg.Client({ ...server.config, stream: () => socket }) : listener;
  if (isOther) {
    client.on('error', () => undefined);
    client.on('end', lost);
    // A listener that is given up meanwhile takes it along.
    listener.once('end', () => socket.destroy());
    await client.connect();
  }
  return {
    isOther,
    notify: (channel, text) => client.query('SELECT pg_notify($1, $2)', [channel, text]),
    close: () => void socket.destroy(),
  };
}

/** Whether a session answers a query soon. */
export function answers(client: pg.Client): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = afterOwnTime(answerDeadlineMs, () => resolve(false));
    client.query('SELECT 1').then(
      () => {
        stop();
        resolve(true);
      },
      () => {
        stop();
        resolve(false);
      },
    );
  });
}

/** Whether no pooler stands between: one gives its clients other keys to cancel by than the server's process has. */
async function isServersOwn(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid === Object(client).processID;
}
