import pg, { type Client } from 'pg';
import { sqlName as name } from './server-failure';
import { startRefusal } from './start-refusal';

const oldestServer = 150_000;

/** What a session tells of itself and its database. */
interface Session {
  role: string;
  database: string;
  /** Where a new table would go; null: nowhere. */
  schema: string | null;
  encoding: string;
  is_replica: boolean;
  is_read_only: boolean;
  /** Where default_transaction_read_only was set. */
  read_only_source: string | null;
}

/**
 * Sees to it that Latchkey can live in the database that `client` is connected to, and returns its schema, which is made
 * when it is `wanted` and not there. Throws a refusal of the start with the SQL that mends it.
 */
export async function assertFit(client: Client, wanted: string | undefined): Promise<string> {
  await assertNewEnough(client);
  const session = await sessionOf(client);
  assertUtf8(session);
  assertWritable(session);
  if (session.schema !== null && (wanted === undefined || session.schema === wanted)) return session.schema;
  if (wanted === undefined) {
    throw startRefusal(
      `The role ${name(session.role)} has no schema to create tables in. Run in ${name(session.database)}, as its owner: CREATE SCHEMA latchkey AUTHORIZATION ${name(session.role)}; and add schema=latchkey to DATABASE_URL.`,
    );
  }
  return makeSchema(client, session, wanted);
}

// Of Latchkey's tables those by which rights are judged: in `public` there may be another application's too.
const judged = ['_prisma_migrations', 'setting', 'secret_manager', 'connection', 'cache_entry'];

/** Sees to it that the role may read and write the tables in `schema`. Throws a refusal of the start with the SQL. */
export async function assertTableRights(client: Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ role: string; is_lacking: boolean }>(
    `SELECT current_user AS role, count(*) > 0 AS is_lacking
     FROM pg_class
     WHERE relnamespace = $1::text::regnamespace AND relkind = 'r' AND relname = ANY ($2)
       AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
         AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))`,
    [pg.escapeIdentifier(schema), judged],
  );
  const [found] = rows;
  if (!found?.is_lacking) return;
  throw startRefusal(
    `The role ${name(found.role)} may not read and write all tables in the schema ${name(schema)}. Run as their owner: GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${name(schema)} TO ${name(found.role)};`,
  );
}

/** What it means that the role lacks a right while `schema` is brought up to date. */
export async function rightsRefusal(client: Client, schema: string): Promise<Error> {
  const { role, database } = await sessionOf(client);
  const { rows } = await client.query<{ may_create: boolean; owner: string | null }>(
    `SELECT has_schema_privilege($1, 'CREATE') AS may_create,
       (SELECT tableowner FROM pg_tables WHERE schemaname = $1 AND tablename = '_prisma_migrations') AS owner`,
    [schema],
  );
  const [rights] = rows;
  if (rights?.may_create && rights.owner !== null) {
    return startRefusal(
      `The role ${name(role)} may not change the tables in the schema ${name(schema)}, which belong to ${name(rights.owner)}. Run as ${name(rights.owner)}: GRANT ${name(rights.owner)} TO ${name(role)}; or start this version once with that role.`,
    );
  }
  const grant = `The role ${name(role)} may not create tables in the schema ${name(schema)}. Run in ${name(database)}, as its owner: GRANT USAGE, CREATE ON SCHEMA ${name(schema)} TO ${name(role)};`;
  const own = ' or have CREATE SCHEMA latchkey run there, and add schema=latchkey to DATABASE_URL';
  return startRefusal(
    schema === 'public'
      ? `${grant}${own.replace('latchkey run', `latchkey AUTHORIZATION ${name(role)} run`)}.`
      : grant,
  );
}

/** Whether PostgreSQL refused for want of a right. */
export function isLackOfRights(error: unknown): boolean {
  return Object(error).code === '42501';
}

async function assertNewEnough(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const version = Number(rows[0]?.server_version_num);
  if (version >= oldestServer) return;
  throw startRefusal(
    `Latchkey needs PostgreSQL 15 or newer; the server in DATABASE_URL is ${Math.floor(version / 10_000)}.${version % 10_000}. Upgrade it, or name another one.`,
  );
}

async function sessionOf(client: Client): Promise<Session> {
  const { rows } = await client.query<Session>(
    `SELECT current_user AS role, current_database() AS database, current_schema() AS schema,
       current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS is_replica,
       current_setting('transaction_read_only') = 'on' AS is_read_only,
       (SELECT source FROM pg_settings WHERE name = 'default_transaction_read_only') AS read_only_source`,
  );
  const [session] = rows;
  if (session === undefined)
    throw startRefusal('The server in DATABASE_URL answers nothing. Look at its log.');
  return session;
}

function assertUtf8({ encoding, database }: Session): void {
  if (encoding === 'UTF8') return;
  throw startRefusal(
    `The database ${name(database)} keeps text in ${encoding}, which cannot hold every name; Latchkey needs UTF8. Run: CREATE DATABASE latchkey ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0; and name that one in DATABASE_URL.`,
  );
}

function assertWritable(session: Session): void {
  if (session.is_replica) {
    throw startRefusal(
      'The server in DATABASE_URL is a replica, which takes no changes. Name the primary, or list all hosts and add target_session_attrs=read-write; to promote this one, run there: SELECT pg_promote();',
    );
  }
  if (!session.is_read_only) return;
  throw startRefusal(
    `The database ${name(session.database)} takes no changes: default_transaction_read_only is on. ${makeWritable(session)}`,
  );
}

function makeWritable({ database, role, read_only_source }: Session): string {
  switch (read_only_source) {
    case 'database':
      return `Run: ALTER DATABASE ${name(database)} RESET default_transaction_read_only;`;
    case 'user':
      return `Run: ALTER ROLE ${name(role)} RESET default_transaction_read_only;`;
    case 'database user':
      return `Run: ALTER ROLE ${name(role)} IN DATABASE ${name(database)} RESET default_transaction_read_only;`;
    case 'client':
      return 'Take it out of options in DATABASE_URL.';
    default:
      return 'Run: ALTER SYSTEM SET default_transaction_read_only = off; SELECT pg_reload_conf();';
  }
}

async function makeSchema(client: Client, session: Session, wanted: string): Promise<string> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [wanted]);
  const { role, database } = session;
  if (rowCount) {
    throw startRefusal(
      `The role ${name(role)} may not use the schema ${name(wanted)}. Run in ${name(database)}, as its owner: GRANT USAGE, CREATE ON SCHEMA ${name(wanted)} TO ${name(role)};`,
    );
  }
  await assertNotInPublic(client, session, wanted);
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(wanted)}`);
  } catch (error) {
    // Two processes may make it at once: the second one finds it made.
    if (Object(error).code === '23505' || Object(error).code === '42P06') return wanted;
    if (!isLackOfRights(error)) throw error;
    throw startRefusal(
      `The schema ${name(wanted)} is not there, and the role ${name(role)} may not create it. Run in ${name(database)}, as its owner: CREATE SCHEMA ${name(wanted)} AUTHORIZATION ${name(role)};`,
    );
  }
  return wanted;
}

/** Releases that did not know `schema` put everything into `public`: an empty schema beside it would look like a loss. */
async function assertNotInPublic(client: Client, { role }: Session, wanted: string): Promise<void> {
  const { rows } = await client.query<{ is_there: boolean }>(
    `SELECT count(*) = 3 AS is_there FROM pg_tables
     WHERE schemaname = 'public' AND tablename IN ('_prisma_migrations', 'secret_manager', 'connection_field')`,
  );
  if (!rows[0]?.is_there) return;
  throw startRefusal(
    `The schema ${name(wanted)} is not there, and the schema public holds the tables of a Latchkey. Write schema=public in DATABASE_URL to go on with them, or, for a second Latchkey, run: CREATE SCHEMA ${name(wanted)} AUTHORIZATION ${name(role)};`,
  );
}
