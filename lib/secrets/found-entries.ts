import { reachedBySql } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { escapeLike } from '@/lib/kernel/like';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { fewEntries, type Narrowing } from './entry-source';

/** Entries whose names or ids have this text in them, whatever the case. */
export async function foundBy(caller: Caller, search: string): Promise<Narrowing> {
  const like = `%${escapeLike(search)}%`;
  const named = await namedByFields(caller, like);
  const isNamed = named.length > 0 ? Prisma.sql`OR entry.id = ANY(${named}::text[])` : Prisma.empty;
  const is = Prisma.sql`(entry.search_text LIKE lower(${like}) ${isNamed})`;
  const docs = Prisma.sql`SELECT subject FROM cache_search WHERE search_vector(text) @@ search_query(lower(${search})) AND text LIKE lower(${like})`;
  if (!(await isIndexed(search)) || (await isMany(docs, like))) return { is };
  return {
    is,
    from: [
      Prisma.sql`(SELECT DISTINCT subject FROM (${docs}) AS found) AS doc JOIN cache_entry AS entry ON entry.subject = doc.subject`,
      Prisma.sql`unnest(${named}::text[]) AS chosen (id) JOIN cache_entry AS entry ON entry.id = chosen.id`,
    ],
  };
}

/** Whether the index knows all entries, and pieces of such a text. */
async function isIndexed(search: string): Promise<boolean> {
  const [row] = await database().$queryRaw<{ isKnown: boolean | null }[]>`
    SELECT is_whole AND search_query(lower(${search})) IS NOT NULL AS "isKnown" FROM cache_search_fill`;
  return row?.isKnown === true;
}

async function isMany(docs: Prisma.Sql, like: string): Promise<boolean> {
  // A common word is told from one row of a hundred: the index would gather all of them before it gives the first.
  const [sampled] = await database().$queryRaw<{ count: number }[]>`
    SELECT COUNT(*)::int AS count FROM cache_search TABLESAMPLE SYSTEM (1) WHERE text LIKE lower(${like})`;
  if ((sampled?.count ?? 0) * 100 > 2 * fewEntries) return true;
  const [row] = await database().$queryRaw<{ count: number }[]>`
    SELECT COUNT(*)::int AS count FROM (${docs} LIMIT ${fewEntries + 1}) AS doc`;
  return (row?.count ?? 0) > fewEntries;
}

/** An entry that never held a value is known by the names of the fields that are bound to it. */
async function namedByFields(caller: Caller, like: string): Promise<string[]> {
  const rows = await database().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT entry.id
    FROM connection_field AS field JOIN connection ON connection.id = field.connection_id
    JOIN cache_entry AS entry ON entry.subject = md5(field.secret_manager_id || ' ' || field.reference)
     AND entry.secret_manager_id = field.secret_manager_id
    WHERE field.shown_reference ILIKE ${like} AND entry.titles IS NULL AND ${reachedBySql(caller)}
    LIMIT ${fewEntries}`;
  return rows.map(({ id }) => id);
}
