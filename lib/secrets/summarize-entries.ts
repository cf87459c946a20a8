import { verb } from '@/lib/access/verb';
import { type CacheSummary, type EntryFilter, entryFilterSchema } from '@/lib/cache/schema';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { entrySource } from './entry-filter';

/** How many entries there are by state: of a filter, and of all in the caller's reach. Throws `forbidden`, `invalid_input`. */
export const summarizeEntries = verb({
  name: 'summarizeEntries',
  right: 'cache:read',
  input: entryFilterSchema,
  audit: [],
  run: async ({ caller, input }): Promise<CacheSummary> => {
    const { state: _state, secretManagerId, ...filter } = input;
    const counted = await countKinds(caller, filter, secretManagerId);
    return {
      all: sum(counted),
      filtered: sum(counted.filter(({ isMatch }) => isMatch)),
    };
  },
});

interface Counted {
  isMatch: boolean;
  state: 'fresh' | 'stale' | 'expired' | 'absent' | null;
  isFailing: boolean;
  count: number;
}

/** In one pass over the entries, whatever the filter: each is judged once. */
async function countKinds(
  caller: Caller,
  filter: EntryFilter,
  secretManagerId: string | undefined,
): Promise<Counted[]> {
  const { from, isReached, isMatch, judgement } = await entrySource(caller, filter);
  const { is } = judgement;
  const isOfManager =
    secretManagerId === undefined
      ? isMatch
      : Prisma.sql`entry.secret_manager_id = ${secretManagerId} AND ${isMatch}`;
  return database().$queryRaw<Counted[]>`
    SELECT "isMatch", state, "isFailing", COUNT(*)::int AS count
    FROM (
      SELECT COALESCE(${isOfManager}, FALSE) AS "isMatch", COALESCE(${is.failing}, FALSE) AS "isFailing",
             CASE WHEN ${is.absent} THEN 'absent' WHEN ${is.fresh} THEN 'fresh' WHEN ${is.stale} THEN 'stale'
                  WHEN ${is.expired} THEN 'expired' END AS state
      ${from} WHERE ${isReached}
    ) AS judged
    GROUP BY "isMatch", state, "isFailing"`;
}

function sum(counted: readonly Counted[]): CacheSummary['all'] {
  const counts = { all: 0, fresh: 0, stale: 0, expired: 0, absent: 0, failing: 0 };
  for (const { state, isFailing, count } of counted) {
    counts.all += count;
    if (state) counts[state] += count;
    if (isFailing) counts.failing += count;
  }
  return counts;
}
