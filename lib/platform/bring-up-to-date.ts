import pg from 'pg';
import { isLatchkeyError } from '@/lib/kernel/errors';
import type { DatabaseConnection, DatabaseKind } from './database-connection';
import { log } from './log';
import { migrate } from './migrate';
import { readMigrations } from './migration-files';
import { startRefusal } from './start-refusal';

const oldestServer = 150_000;

/**
 * Brings the database behind `connection` up to the newest migration, through a client of its own. Throws with a message
 * for operators when the server cannot be reached, is too old, or holds another history.
 */
export async function bringUpToDate(connection: DatabaseConnection): Promise<void> {
  const client = new pg.Client(connection.config);
  // Its queries fail too, and say so; without a listener the process would end.
  client.on('error', (error) => log.warn('database.connection-lost', { inside: error.message }));
  await client.connect().catch((error) => {
    throw unreachable(connection.kind, error);
  });
  try {
    await assertNewEnough(client);
    await client.query('SET statement_timeout = 0');
    for (const migration of await migrate(client, await readMigrations())) {
      log.info('database.migrated', { migration });
    }
  } finally {
    await client.end();
  }
}

async function assertNewEnough(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const version = Number(rows[0]?.server_version_num);
  if (version >= oldestServer) return;
  throw startRefusal(`Latchkey needs PostgreSQL 15 or newer; the server in DATABASE_URL is ${version}.`);
}

function unreachable(kind: DatabaseKind, error: unknown): Error {
  if (isLatchkeyError(error)) return error;
  const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  const advice = {
    embedded:
      'It did not open within a minute: this machine may have no CPU or memory to spare. Nothing is lost. Start again when it has; if that does not help, look at the log with LOG_LEVEL=debug.',
    server:
      'Check that the server in DATABASE_URL runs, that user, password and database name are right, and that it takes connections from here.',
  }[kind];
  return startRefusal(`The database cannot be opened${reason}. ${advice}`, String(error));
}
