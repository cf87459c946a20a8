import { reachedBy, reachedBySql } from '@/lib/access/scope';
import type { EntryFilter } from '@/lib/cache/schema';
import type { Caller } from '@/lib/kernel/caller';
import { escapeLike } from '@/lib/kernel/like';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import {
  type EntryFreshness,
  entryFreshness,
  type ManagerOfEntries,
  managerOfEntries,
} from './entry-freshness';
import { shownEntries } from './shown-entries';

/** SQL to put after SELECT's columns: entries as `entry`. */
export interface EntrySource {
  from: Prisma.Sql;
  /** In the caller's reach, and let through by the filter. */
  where: Prisma.Sql;
  /** In the caller's reach; `isMatch` is the filter alone. */
  isReached: Prisma.Sql;
  isMatch: Prisma.Sql;
  judgement: EntryFreshness;
  /** Those whose entries are reached. */
  managers: readonly ManagerOfEntries[];
}

const from = Prisma.sql`FROM cache_entry AS entry`;

/** The entries that the caller's projects reach, narrowed by the filter, or to these ids. */
export async function entrySource(
  caller: Caller,
  filter: EntryFilter,
  ids?: readonly string[],
): Promise<EntrySource> {
  const managers = await database().secretManager.findMany({
    where: { ...reachedBy(caller), ...(filter.secretManagerId ? { id: filter.secretManagerId } : {}) },
    select: managerOfEntries,
  });
  const judgement = entryFreshness(managers);
  const isShown = await shownEntries(caller);
  const isReached = Prisma.sql`(entry.secret_manager_id = ANY(${managers.map(({ id }) => id)}::text[]) AND ${isShown})`;
  const isMatch = Prisma.join(conditionsOf(caller, filter, judgement, ids), ' AND ');
  return { from, where: Prisma.sql`${isReached} AND ${isMatch}`, isReached, isMatch, judgement, managers };
}

function conditionsOf(
  caller: Caller,
  filter: EntryFilter,
  judgement: EntryFreshness,
  ids: readonly string[] | undefined,
): Prisma.Sql[] {
  const { state, search, connection, projectId, code, minAgeMs } = filter;
  const conditions = [Prisma.sql`TRUE`];
  if (ids) conditions.push(Prisma.sql`entry.id = ANY(${[...ids]}::text[])`);
  if (state) conditions.push(judgement.is[state]);
  if (search) conditions.push(isFound(caller, `%${escapeLike(search)}%`));
  if (code) {
    conditions.push(Prisma.sql`(entry.absent_code = ${code} OR entry.last_error_code = ${code}
      OR (entry.last_error_code IS NULL AND ${judgement.pausedBecause} = ${code} AND NOT ${judgement.is.fresh}))`);
  }
  if (minAgeMs !== undefined) {
    const before = new Date(judgement.atMs - minAgeMs).toISOString();
    conditions.push(Prisma.sql`entry.fetched_at <= ${before}::timestamptz AT TIME ZONE 'UTC'`);
  }
  if (connection) conditions.push(isBoundIn(caller, Prisma.sql`connection.key = ${connection}`));
  if (projectId) conditions.push(isBoundIn(caller, inProjects([projectId])));
  return conditions;
}

function isFound(caller: Caller, like: string): Prisma.Sql {
  // An entry that never held a value is known by the names of the fields that are bound to it.
  return Prisma.sql`(entry.search_text LIKE lower(${like}) OR (entry.titles IS NULL AND EXISTS (
    SELECT 1 FROM connection_field AS field JOIN connection ON connection.id = field.connection_id
    WHERE field.secret_manager_id = entry.secret_manager_id
      AND field.reference IN (entry.reference, entry.bound_reference)
      AND field.shown_reference ILIKE ${like} AND ${reachedBySql(caller)})))`;
}

/**
 * Bound in a connection of this kind that the caller may see. The fields are gathered once, not for each entry, and
 * without NULLs, which would have each entry compared with all of them.
 */
function isBoundIn(caller: Caller, which: Prisma.Sql): Prisma.Sql {
  const fields = Prisma.sql`(
    SELECT field.secret_manager_id, field.reference
    FROM connection JOIN connection_field AS field ON field.connection_id = connection.id
    WHERE field.secret_manager_id IS NOT NULL AND field.reference IS NOT NULL AND ${which} AND ${reachedBySql(caller)})`;
  return Prisma.sql`((entry.secret_manager_id, entry.reference) IN ${fields}
    OR (entry.secret_manager_id, COALESCE(entry.bound_reference, entry.reference)) IN ${fields})`;
}

function inProjects(projectIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM connection_project AS project
    WHERE project.connection_id = connection.id AND project.project_id = ANY(${[...projectIds]}::text[]))`;
}
