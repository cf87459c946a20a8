import { verb } from '@/lib/access/verb';
import { entryFilterStates } from '@/lib/cache/entry-states';
import { type CacheSummary, type EntryFilter, entryFilterSchema, mostCounted } from '@/lib/cache/schema';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { entrySource, rangesOf } from './entry-filter';
import { type EntryState, isInRanges, stateRanges } from './entry-freshness';
import { type EntrySource, someSql } from './entry-source';

type CountName = keyof CacheSummary['all'];

/**
 * How many entries there are by state: of a filter, and of all in the caller's reach, each up to `mostCounted`.
 * Throws `forbidden`, `invalid_input`.
 */
export const summarizeEntries = verb({
  name: 'summarizeEntries',
  right: 'cache:read',
  input: entryFilterSchema,
  audit: [],
  run: async ({ caller, input }): Promise<CacheSummary> => {
    const { state: _state, ...filter } = input;
    const all = await countSource(await entrySource(caller, {}), {});
    const isNarrowed = Object.values(filter).some((each) => each !== undefined);
    const filtered = isNarrowed ? await countSource(await entrySource(caller, filter), filter) : all;
    return {
      filtered: filtered.counts,
      all: all.counts,
      atLeast: { filtered: filtered.atLeast, all: all.atLeast },
    };
  },
});

async function countSource(
  source: EntrySource,
  filter: EntryFilter,
): Promise<{ counts: CacheSummary['all']; atLeast: CountName[] }> {
  const { groups } = source;
  const whole = groups.filter(({ narrowings }) => narrowings.length === 0);
  const found = [
    ...(whole.length > 0 ? [await countRanges({ ...source, groups: whole }, filter)] : []),
    ...(whole.length < groups.length
      ? [await countMet({ ...source, groups: groups.filter((group) => !whole.includes(group)) })]
      : []),
  ];
  const sum = (name: CountName) => found.reduce((total, counted) => total + counted[name], 0);
  const count = (name: CountName) => Math.min(sum(name), mostCounted);
  const names: readonly CountName[] = ['all', ...entryFilterStates];
  const isCut = found.some((each) => each.isCut);
  return {
    counts: {
      all: count('all'),
      fresh: count('fresh'),
      stale: count('stale'),
      expired: count('expired'),
      absent: count('absent'),
      failing: count('failing'),
    },
    atLeast: names.filter((name) => isCut || sum(name) > mostCounted),
  };
}

type Found = Record<CountName, number> & { isCut: boolean };

/** Where nothing but ranges of an index is asked for, each state is counted in its own. */
async function countRanges(source: EntrySource, filter: EntryFilter): Promise<Found> {
  const countOf = (state: EntryState) => {
    const ranges = rangesOf({ ...filter, state }, source.atMs);
    if (ranges.length === 0) return Prisma.sql`0`;
    const some = someSql({ ...source, ranges }, Prisma.sql`1 AS one`, mostCounted + 1);
    return Prisma.sql`(SELECT COUNT(*)::int FROM (${some}) AS counted)`;
  };
  const [row] = await database().$queryRaw<Record<EntryState, number>[]>`
    SELECT ${countOf('fresh')} AS fresh, ${countOf('stale')} AS stale, ${countOf('expired')} AS expired,
           ${countOf('absent')} AS absent, ${countOf('failing')} AS failing`;
  const { fresh = 0, stale = 0, expired = 0, absent = 0, failing = 0 } = row ?? {};
  return { all: fresh + stale + expired + absent, fresh, stale, expired, absent, failing, isCut: false };
}

/** Of entries that have to be looked at, the first are judged one by one. */
async function countMet(source: EntrySource): Promise<Found> {
  const { fresh, stale, expired, absent, failing } = stateRanges;
  const judged = Prisma.sql`
    CASE WHEN ${isInRanges(absent)} THEN 'absent' WHEN ${isInRanges(fresh)} THEN 'fresh'
         WHEN ${isInRanges(stale)} THEN 'stale' WHEN ${isInRanges(expired)} THEN 'expired' END AS state,
    ${isInRanges(failing)} AS is_failing`;
  const rows = await database().$queryRaw<{ state: EntryState; isFailing: boolean; count: number }[]>`
    SELECT state, is_failing AS "isFailing", COUNT(*)::int AS count
    FROM (${someSql(source, judged, mostCounted + 1)}) AS judged GROUP BY state, is_failing`;
  const found: Found = { all: 0, fresh: 0, stale: 0, expired: 0, absent: 0, failing: 0, isCut: false };
  for (const { state, isFailing, count } of rows) {
    found.all += count;
    found[state] += count;
    if (isFailing) found.failing += count;
  }
  return { ...found, isCut: found.all > mostCounted };
}
