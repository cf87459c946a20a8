import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Migration } from './migration-files';
import { isLackOfRights } from './server-fitness';
import { localSearchPath } from './session-settings';
import { startRefusal } from './start-refusal';
import { explainServerError } from './storage-trouble';

// The number that Prisma's own engine locks, so that `prisma migrate deploy` and a start exclude each other.
const advisoryLock = 72_707_369;

/** A row of Prisma's own table of applied migrations. */
interface AppliedMigration {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Brings the database up to the newest migration, each in a transaction with its row in `_prisma_migrations` as Prisma
 * writes it. Answers with the names applied now. One process at a time on a server; in embedded mode there is only one.
 * `schema` is where, if not in the first of the search path. Nothing is left in the session: a pooler may share it.
 * Throws `internal`, with what to do, when the database is newer than this program or its history differs.
 */
export async function migrate(
  client: Client,
  migrations: readonly Migration[],
  schema?: string,
): Promise<string[]> {
  const applied: string[] = [];
  for (;;) {
    const name = await applyNext(client, migrations, schema);
    if (name === undefined) return applied;
    applied.push(name);
  }
}

/** Applies the first one that is pending, and returns its name. Another process may have applied others since the last. */
async function applyNext(
  client: Client,
  migrations: readonly Migration[],
  schema: string | undefined,
): Promise<string | undefined> {
  // However long it takes, and however long another process that does the same.
  await client.query(`BEGIN; SET LOCAL statement_timeout = 0${schema ? `; ${localSearchPath(schema)}` : ''}`);
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock]);
    await makeHistory(client);
    const applied = await client.query<AppliedMigration>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const [next] = pendingOf(migrations, applied.rows);
    if (next !== undefined) await apply(client, next);
    await client.query('COMMIT');
    return next?.name;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Asks for no right to create where nothing is to be created: PostgreSQL would want it for IF NOT EXISTS too. */
async function makeHistory(client: Client): Promise<void> {
  const found = await client.query(
    `SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'`,
  );
  if (!found.rowCount) await client.query(historyTable);
}

function pendingOf(migrations: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  if (applied.length > 0 && !applied.some((row) => known.has(row.migration_name))) {
    throw startRefusal(
      'The schema in the database holds the tables of another application that uses Prisma. Give Latchkey one of its own: add schema=latchkey to DATABASE_URL.',
    );
  }
  for (const row of applied) {
    const migration = known.get(row.migration_name);
    if (migration === undefined) {
      throw startRefusal(
        `The database holds the migration ${row.migration_name}, which this version of Latchkey does not know. Start the newer version, or restore a backup made with this one.`,
      );
    }
    if (row.finished_at === null) {
      throw startRefusal(
        `The migration ${row.migration_name} was begun by other means and did not finish. Repair it with: npx prisma migrate resolve`,
      );
    }
    if (row.checksum !== migration.checksum && row.checksum !== migration.plainChecksum) {
      throw startRefusal(
        `The migration ${row.migration_name} differs from the one that the database was made with. Restore prisma/migrations/${row.migration_name} as it was; change the schema by a new migration.`,
      );
    }
  }
  const names = new Set(applied.map((row) => row.migration_name));
  return migrations.filter((migration) => !names.has(migration.name));
}

async function apply(client: Client, migration: Migration): Promise<void> {
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
  } catch (error) {
    if (isLackOfRights(error) || explainServerError(error) !== error) throw error;
    throw startRefusal(
      `The migration ${migration.name} failed and was undone. The log has the cause; nothing was changed.`,
      String(error),
    );
  }
}

// Word for word what Prisma's schema engine makes.
const historyTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;
