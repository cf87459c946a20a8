import { reachedBy } from '@/lib/access/scope';
import { servedForMs } from '@/lib/cache/judge';
import type { EntryFilter } from '@/lib/cache/schema';
import type { Caller } from '@/lib/kernel/caller';
import { policyOf } from '@/lib/managers/present';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';

/** SQL to put after SELECT's columns: entries as `entry`, with their manager's bounds of time. */
export interface EntrySource {
  from: Prisma.Sql;
  where: Prisma.Sql;
}

const isFresh = Prisma.sql`(entry.state = 'value' AND entry.fetched_at > manager.fresh_since)`;

/** Conditions on `entry` by state; the same bounds as judge() in lib/cache, turned into bounds of `fetched_at`. */
export const inState = {
  absent: Prisma.sql`entry.state = 'absent'`,
  fresh: isFresh,
  stale: Prisma.sql`(entry.state = 'value' AND entry.fetched_at <= manager.fresh_since AND entry.fetched_at > manager.served_since)`,
  expired: Prisma.sql`(entry.state = 'value' AND entry.fetched_at <= manager.served_since)`,
  // As presentEntry() tells it: what the entry notes itself, or why nothing is asked of its manager.
  failing: Prisma.sql`(entry.state = 'absent' OR entry.last_error_code IS NOT NULL
                       OR (breaker.reason IS NOT NULL AND NOT ${isFresh}))`,
} as const;

/** The entries that the caller's projects reach, narrowed by the filter, or to these ids. */
export async function entrySource(
  caller: Caller,
  filter: EntryFilter,
  ids?: readonly string[],
): Promise<EntrySource> {
  const managers = await database().secretManager.findMany({
    where: { ...reachedBy(caller), ...(filter.secretManagerId ? { id: filter.secretManagerId } : {}) },
    select: { id: true, policy: true, breaker: { select: { reason: true } } },
  });
  const nowMs = clock().now();
  const bounds = managers.map(({ id, policy: stored, breaker }) => {
    const policy = policyOf(stored);
    return { id, freshMs: nowMs - policy.freshMs, servedMs: nowMs - servedForMs(policy, breaker?.reason) };
  });
  const iso = (atMs: number) => new Date(atMs).toISOString();
  const from = Prisma.sql`
    FROM cache_entry AS entry
    JOIN (
      SELECT id, fresh::timestamptz AT TIME ZONE 'UTC' AS fresh_since, served::timestamptz AT TIME ZONE 'UTC' AS served_since
      FROM unnest(${bounds.map(({ id }) => id)}::text[], ${bounds.map(({ freshMs }) => iso(freshMs))}::text[],
                  ${bounds.map(({ servedMs }) => iso(servedMs))}::text[]) AS bound (id, fresh, served)
    ) AS manager ON manager.id = entry.secret_manager_id
    LEFT JOIN breaker ON breaker.secret_manager_id = entry.secret_manager_id`;
  return { from, where: Prisma.join(conditionsOf(caller, filter, nowMs, ids), ' AND ') };
}

function conditionsOf(
  caller: Caller,
  filter: EntryFilter,
  nowMs: number,
  ids: readonly string[] | undefined,
): Prisma.Sql[] {
  const { state, search, connection, projectId, code, minAgeMs } = filter;
  const conditions = [Prisma.sql`TRUE`];
  if (ids) conditions.push(Prisma.sql`entry.id = ANY(${[...ids]}::text[])`);
  if (state) conditions.push(inState[state]);
  if (search) {
    const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    // An entry that never held a value is known by the names of the fields that are bound to it.
    const isNamed = isBoundIn(caller, Prisma.sql`field.shown_reference ILIKE ${like}`);
    conditions.push(Prisma.sql`(entry.shown_reference ILIKE ${like} OR entry.reference ILIKE ${like}
      OR (entry.titles IS NULL AND ${isNamed}))`);
  }
  if (code) {
    conditions.push(Prisma.sql`(entry.absent_code = ${code} OR entry.last_error_code = ${code}
      OR (entry.last_error_code IS NULL AND breaker.reason = ${code} AND NOT ${inState.fresh}))`);
  }
  if (minAgeMs !== undefined) {
    const before = new Date(nowMs - minAgeMs).toISOString();
    conditions.push(Prisma.sql`entry.fetched_at <= ${before}::timestamptz AT TIME ZONE 'UTC'`);
  }
  if (connection) conditions.push(isBoundIn(caller, Prisma.sql`connection.key = ${connection}`));
  if (projectId) conditions.push(isBoundIn(caller, inProjects([projectId])));
  return conditions;
}

/** Bound in a connection of this kind that the caller may see. */
function isBoundIn(caller: Caller, which: Prisma.Sql): Prisma.Sql {
  const isReached =
    caller.projects === 'all'
      ? Prisma.sql`TRUE`
      : Prisma.sql`(connection.scope = 'platform' OR ${inProjects(caller.projects)})`;
  return Prisma.sql`EXISTS (
    SELECT 1 FROM connection_field AS field JOIN connection ON connection.id = field.connection_id
    WHERE field.secret_manager_id = entry.secret_manager_id
      AND field.reference IN (entry.reference, entry.bound_reference)
      AND ${which} AND ${isReached})`;
}

function inProjects(projectIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM connection_project AS project
    WHERE project.connection_id = connection.id AND project.project_id = ANY(${[...projectIds]}::text[]))`;
}
