import { reachedBySql } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { fewEntries, type Narrowing } from './entry-source';

/** As a condition on `entry`: bound in a connection of this kind that the caller may see. */
export function isBoundIn(caller: Caller, which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM connection_field AS field JOIN connection ON connection.id = field.connection_id
    WHERE field.secret_manager_id = entry.secret_manager_id
      AND field.reference IN (entry.reference, COALESCE(entry.bound_reference, entry.reference))
      AND ${which} AND ${reachedBySql(caller)})`;
}

/** The same as a narrowing: where the fields are few, the entries are found from them. */
export async function boundIn(caller: Caller, which: Prisma.Sql): Promise<Narrowing> {
  const is = isBoundIn(caller, which);
  const fields = Prisma.sql`
    SELECT DISTINCT field.secret_manager_id, field.reference
    FROM connection JOIN connection_field AS field ON field.connection_id = connection.id
    WHERE field.secret_manager_id IS NOT NULL AND field.reference IS NOT NULL AND ${which} AND ${reachedBySql(caller)}`;
  const [counted] = await database().$queryRaw<{ count: number }[]>`
    SELECT COUNT(*)::int AS count FROM (${fields} LIMIT ${fewEntries + 1}) AS field`;
  if ((counted?.count ?? 0) > fewEntries) return { is };
  return { is, from: entriesOfFields(fields), isExact: true };
}

/** Entries of fields, `secret_manager_id` and `reference`, by what was asked for and by ids: as joins that give `entry`. */
function entriesOfFields(fields: Prisma.Sql): Prisma.Sql[] {
  return [
    Prisma.sql`(${fields}) AS field JOIN cache_entry AS entry
      ON entry.subject = md5(field.secret_manager_id || ' ' || field.reference)
     AND entry.secret_manager_id = field.secret_manager_id`,
    Prisma.sql`(${fields}) AS field JOIN cache_entry AS entry
      ON COALESCE(entry.bound_reference, entry.reference) = field.reference
     AND entry.secret_manager_id = field.secret_manager_id AND entry.reference <> field.reference`,
  ];
}

/** Connections of these projects, as a condition on `connection`. */
export function inProjects(projectIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM connection_project AS project
    WHERE project.connection_id = connection.id AND project.project_id = ANY(${[...projectIds]}::text[]))`;
}
