import { database } from '@/lib/platform/database';

// What reads and the clock write on their own: no part of what somebody changed.
const counted = [
  'upstream_use',
  'history_rollup',
  'manager_pulse',
  'cache_event',
  'read_lease',
  'rate_limit',
  'limit_count',
  'breaker',
  'latchkey_migration',
];
const touched = ['hits', 'last_read_at', 'last_read_by', 'last_used_at', 'last_used_from'];

let tables: string[] | undefined;

/** The contents of the database as one text per table: equal before and after what changed nothing. */
export async function fingerprint(): Promise<Record<string, string>> {
  tables ??= await tableNames();
  const parts = tables.map(
    (
      table,
    ) => `SELECT '${table}' AS name, count(*) || ' ' || coalesce(md5(string_agg(row, '' ORDER BY row)), '') AS text
      FROM (SELECT md5((to_jsonb(each) - '{${touched.join(',')}}'::text[])::text) AS row FROM "${table}" AS each) AS rows`,
  );
  const rows = await database().$queryRawUnsafe<{ name: string; text: string }[]>(parts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, text }) => [name, text]));
}

async function tableNames(): Promise<string[]> {
  const rows = await database().$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;
  return rows.map(({ name }) => name).filter((name) => !counted.includes(name));
}
