import pg from 'pg';
import { isLatchkeyError } from '@/lib/kernel/errors';
import type { DatabaseConnection, ServerConnection } from './database-connection';
import { log } from './log';
import { migrate } from './migrate';
import { readMigrations } from './migration-files';
import { assertNotificationsArrive } from './notifications-arrive';
import { assertFit, assertTableRights, isLackOfRights, rightsRefusal } from './server-fitness';
import { assureSettings, localSearchPath } from './session-settings';
import { startRefusal } from './start-refusal';

/**
 * Brings the database behind `connection` up to the newest migration, through a client of its own, and returns the schema
 * it lives in. Throws with a message for operators when the database cannot be reached or used, or holds another history.
 */
export async function bringUpToDate(connection: DatabaseConnection | ServerConnection): Promise<string> {
  const client = await connect(connection);
  try {
    const schema = 'reach' in connection ? await fitSchema(client, connection) : 'public';
    await migrateIn(client, schema, connection);
    return schema;
  } catch (error) {
    throw await worded(connection, error);
  } finally {
    await client.end();
  }
}

/** Before tables are made or changed, and before anything is set in a session: that may be somebody else's too. */
async function hear(connection: ServerConnection): Promise<void> {
  try {
    await connection.listening.reach();
    await assertNotificationsArrive(connection);
  } catch (error) {
    throw unreachable(connection, error);
  }
}

/** A session may be another one at each transaction, with a search path of its own. */
async function fitSchema(client: pg.Client, connection: ServerConnection): Promise<string> {
  const { schema: wanted } = connection;
  await client.query(wanted === undefined ? 'BEGIN' : `BEGIN; ${localSearchPath(wanted)}`);
  try {
    const schema = await assertFit(client, wanted);
    await client.query('COMMIT');
    await hear(connection);
    await assureSettings(client, connection);
    await assertTableRights(client, schema);
    return schema;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function connect(connection: DatabaseConnection | ServerConnection): Promise<pg.Client> {
  try {
    if ('reach' in connection) await connection.reach();
    const client = new pg.Client(connection.config);
    // Its queries fail too, and say so; without a listener the process would end.
    client.on('error', (error) => log.warn('database.connection-lost', { inside: error.message }));
    await client.connect();
    return client;
  } catch (error) {
    throw unreachable(connection, error);
  }
}

async function migrateIn(
  client: pg.Client,
  schema: string,
  connection: DatabaseConnection | ServerConnection,
): Promise<void> {
  const named = 'reach' in connection ? connection.schema : undefined;
  try {
    for (const migration of await migrate(client, await readMigrations(), named)) {
      log.info('database.migrated', { migration });
    }
  } catch (error) {
    throw isLackOfRights(error) ? await rightsRefusal(client, schema) : error;
  }
}

/** An error of the database itself as one with words; anything else as it is. */
async function worded(connection: DatabaseConnection | ServerConnection, error: unknown): Promise<unknown> {
  const known = await connection.explain(error);
  const isOfDatabase = known === error && !isLatchkeyError(error) && typeof Object(error).code === 'string';
  return isOfDatabase ? unreachable(connection, error) : known;
}

function unreachable(connection: DatabaseConnection | ServerConnection, error: unknown): Error {
  if (isLatchkeyError(error)) return error;
  if ('failureOf' in connection) return startRefusal(connection.failureOf(error).message, String(error));
  const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return startRefusal(
    `The database cannot be opened${reason}. It did not open within a minute: this machine may have no CPU or memory to spare. Nothing is lost. Start again when it has; if that does not help, look at the log with LOG_LEVEL=debug.`,
    String(error),
  );
}
