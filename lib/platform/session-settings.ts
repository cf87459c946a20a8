import pg, { type ClientBase } from 'pg';
import type { ServerConnection } from './database-connection';
import { sqlName as name } from './server-failure';
import { startRefusal } from './start-refusal';

/** How long a statement may run, and a transaction may wait for its program, in milliseconds: what hangs must not hold locks. */
export const sessionBounds = {
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
} as const;

/** Sets bounds and search path in a session that is nobody else's. */
export async function setSettings(client: ClientBase, schema: string | undefined): Promise<void> {
  const wanted = Object.entries({ ...sessionBounds, ...(schema ? { search_path: searchPath(schema) } : {}) });
  await client.query(wanted.map(([setting, value]) => `SET ${setting} = ${value}`).join('; '));
}

/** A statement that sets the search path for one transaction: where nothing of the session can be relied upon. */
export function localSearchPath(schema: string): string {
  return `SET LOCAL search_path = ${searchPath(schema)}`;
}

/**
 * Sees to it that sessions have their bounds and search path, though a pooler between may refuse or ignore what is asked for at
 * their start. Whole sessions are set from then on; where sessions are shared, what is lacking must be set for the role. `client`
 * is a session of the pool's kind. Throws a refusal of the start with the SQL.
 */
export async function assureSettings(client: ClientBase, connection: ServerConnection): Promise<void> {
  const lacking = await lackingIn(client, connection.schema);
  if (lacking.settings.length === 0) return;
  // That it hears there has shown that its sessions are whole.
  if (connection.listening === connection) return connection.setInSessions();
  const who = `ALTER ROLE ${name(lacking.role)} IN DATABASE ${name(lacking.database)}`;
  throw startRefusal(
    `The pooler at ${connection.hosts} passes on no settings and may share sessions, and the role ${name(lacking.role)} has none of its own. Run in ${name(lacking.database)}: ${lacking.settings.map((setting) => `${who} SET ${setting};`).join(' ')} Then make the pooler reconnect (PgBouncer: RECONNECT;).`,
  );
}

async function lackingIn(client: ClientBase, schema: string | undefined) {
  const { rows } = await client.query<{
    role: string;
    database: string;
    schema: string | null;
    bounds: object;
  }>(
    `SELECT current_user AS role, current_database() AS database, current_schema() AS schema,
       (SELECT json_object_agg(name, setting::int) FROM pg_settings WHERE name = ANY ($1)) AS bounds`,
    [Object.keys(sessionBounds)],
  );
  const [{ role, database, schema: current, bounds } = { role: '', database: '', schema: null, bounds: {} }] =
    rows;
  const settings = Object.entries(sessionBounds)
    .filter(([setting, most]) => !isBounded(Object(bounds)[setting], most))
    .map(([setting, most]) => `${setting} = '${most / 1_000}s'`);
  if (schema !== undefined && current !== schema) settings.push(`search_path = ${searchPath(schema)}`);
  return { role, database, settings };
}

/** 0 is no bound. */
function isBounded(setMs: number, mostMs: number): boolean {
  return setMs > 0 && setMs <= mostMs;
}

function searchPath(schema: string): string {
  return pg.escapeIdentifier(schema);
}
