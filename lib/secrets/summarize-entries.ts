import { requirePermission } from '@/lib/access/permission';
import { type CacheSummary, type EntryFilter, entryFilterSchema } from '@/lib/cache/schema';
import type { Caller } from '@/lib/kernel/caller';
import { parseInput } from '@/lib/kernel/parse';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { entrySource, inState } from './entry-filter';

const countedStates = ['fresh', 'stale', 'expired', 'absent', 'failing'] as const;

/** How many entries there are by state: of a filter, and of all in the caller's reach. Throws `forbidden`, `invalid_input`. */
export async function summarizeEntries({
  caller,
  input,
}: {
  caller: Caller;
  input: EntryFilter;
}): Promise<CacheSummary> {
  requirePermission(caller, 'cache:read');
  const { state: _state, ...filter } = parseInput(entryFilterSchema, input);
  const all = await countBy(caller, {});
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  return { all, filtered: isNarrowed ? await countBy(caller, filter) : all };
}

async function countBy(caller: Caller, filter: EntryFilter): Promise<CacheSummary['all']> {
  const { from, where } = await entrySource(caller, filter);
  const counts = countedStates.map(
    (state) => Prisma.sql`COUNT(*) FILTER (WHERE ${inState[state]})::int AS ${Prisma.raw(state)}`,
  );
  const [row] = await database().$queryRaw<CacheSummary['all'][]>`
    SELECT COUNT(*)::int AS "all", ${Prisma.join(counts)} ${from} WHERE ${where}`;
  return row ?? { all: 0, fresh: 0, stale: 0, expired: 0, absent: 0, failing: 0 };
}
