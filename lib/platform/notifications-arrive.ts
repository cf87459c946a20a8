import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterOwnTime } from '@/lib/kernel/own-time';
import type { ServerConnection } from './database-connection';
import { startRefusal } from './start-refusal';

const tries = 3;
const silenceMs = 500;
const queryTimeoutMs = 10_000;

/**
 * Sees to it that what one session notifies is heard where `connection` listens: a pooler that shares sessions takes `LISTEN` and
 * hands on nothing, and two addresses may lead to two databases. Throws a refusal of the start, or what a connection failed with.
 */
export async function assertNotificationsArrive(connection: ServerConnection): Promise<void> {
  const { listening } = connection;
  const open: pg.Client[] = [];
  const connect = async (server: ServerConnection) => {
    const client = new pg.Client({ ...server.config, query_timeout: queryTimeoutMs });
    open.push(client);
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      throw server.failureOf(error);
    }
    return client;
  };
  try {
    const line = await listen(await connect(listening), listening);
    if (await line.hears(await connect(connection))) return;
    if (listening === connection) throw startRefusal(swallowed(connection.hosts, 'DATABASE_URL'));
    // Whether they pass at all there tells the two reasons apart.
    const isOtherDatabase = await line.hears(await connect(listening));
    throw startRefusal(
      isOtherDatabase
        ? `DATABASE_URL (${connection.hosts}) and LATCHKEY_LISTEN_URL (${listening.hosts}) lead to different databases: what is notified in the one is not heard in the other. Name the same database of the same server in both.`
        : swallowed(listening.hosts, 'LATCHKEY_LISTEN_URL'),
    );
  } finally {
    await Promise.all(open.map((client) => client.end()));
  }
}

/** What it means that notifications are not heard where is listened, for operators. */
export function swallowed(hosts: string, setting: 'DATABASE_URL' | 'LATCHKEY_LISTEN_URL'): string {
  const advice = setting === 'DATABASE_URL' ? 'Set LATCHKEY_LISTEN_URL to' : 'Name in LATCHKEY_LISTEN_URL';
  return `Notifications between sessions do not arrive at ${hosts} (${setting}), though it answers, so Latchkey would not hear what is revoked elsewhere. A pooler such as PgBouncer in transaction mode takes LISTEN and passes nothing on. ${advice} the address of the PostgreSQL server itself, or of a pool in session mode: postgresql://user:password@host:5432/database.`;
}

async function listen(client: pg.Client, server: ServerConnection) {
  const channel = `latchkey_check_${randomUUID()}`;
  const heard = new Set<string | undefined>();
  let tell = () => {};
  client.on('notification', ({ payload }) => {
    heard.add(payload);
    tell();
  });
  await client.query(`LISTEN "${channel}"`).catch((error: unknown) => {
    throw server.failureOf(error);
  });

  return {
    /**
     * Whether what `sender` notifies is heard, within three tries. PostgreSQL hands a session what was committed before its query
     * with the answer to that, so a server or a machine that is slow is not taken for one that is silent.
     */
    async hears(sender: pg.Client): Promise<boolean> {
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        const text = randomUUID();
        await sender.query('SELECT pg_notify($1, $2)', [channel, text]);
        await heardOrSilent(text);
        if (!heard.has(text)) await client.query('SELECT 1');
        if (heard.has(text)) return true;
      }
      return false;
    },
  };

  function heardOrSilent(text: string): Promise<void> {
    return new Promise((resolve) => {
      const stop = afterOwnTime(silenceMs, resolve);
      tell = () => {
        if (!heard.has(text)) return;
        stop();
        resolve();
      };
      tell();
    });
  }
}
