import { reachedBy } from '@/lib/access/scope';
import type { EntryFilter } from '@/lib/cache/schema';
import type { Caller } from '@/lib/kernel/caller';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { boundIn, inProjects } from './bound-entries';
import { codeRanges, everyRange, managerOfEntries, type StateRange, stateRanges } from './entry-freshness';
import type { EntrySource, Narrowing } from './entry-source';
import { foundBy } from './found-entries';
import { shownGroups } from './shown-entries';

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
  const atMs = clock().now();
  const narrowings = await narrowingsOf(caller, filter);
  if (ids) narrowings.unshift(named(ids));
  const shown = await shownGroups(caller, managers);
  // What a filter lets through is less than what somebody is shown.
  const groups = shown.map((group) => ({ ...group, narrowings: [...narrowings, ...group.narrowings] }));
  return { groups, ranges: rangesOf(filter, atMs), atMs, managers };
}

/** The ranges that a filter leaves of the entries, judged at a moment. */
export function rangesOf({ state, code, minAgeMs }: EntryFilter, atMs: number): StateRange[] {
  const ofState = state ? stateRanges[state] : everyRange;
  const ofCode = code === undefined ? undefined : codeRanges(code);
  // What an error code is told of is failing.
  const ranges = !ofCode ? ofState : !state || state === 'failing' ? ofCode : both(ofState, ofCode);
  if (minAgeMs === undefined) return [...ranges];
  const before = Prisma.sql`entry.fetched_at <= ${new Date(atMs - minAgeMs).toISOString()}::timestamptz AT TIME ZONE 'UTC'`;
  return ranges.map(({ state: stored, is }) => ({ state: stored, is: Prisma.sql`${is} AND ${before}` }));
}

function both(some: readonly StateRange[], others: readonly StateRange[]): StateRange[] {
  return some.flatMap(({ state, is }) =>
    others
      .filter((other) => other.state === state)
      .map((other) => ({ state, is: Prisma.sql`${is} AND ${other.is}` })),
  );
}

async function narrowingsOf(caller: Caller, filter: EntryFilter): Promise<Narrowing[]> {
  const { search, connection, projectId } = filter;
  const narrowings: Narrowing[] = [];
  if (connection) narrowings.push(await boundIn(caller, Prisma.sql`connection.key = ${connection}`));
  if (search) narrowings.push(await foundBy(caller, search));
  if (projectId) narrowings.push(await boundIn(caller, inProjects([projectId])));
  return narrowings;
}

function named(ids: readonly string[]): Narrowing {
  const chosen = Prisma.sql`unnest(${[...ids]}::text[]) AS chosen (id) JOIN cache_entry AS entry ON entry.id = chosen.id`;
  return { is: Prisma.sql`TRUE`, from: [chosen], isExact: true };
}
