import { Prisma } from '@/lib/platform/prisma-client/client';
import { isInRanges, type ManagerOfEntries, managersAt, type StateRange } from './entry-freshness';

/**
 * So many entries are looked up one by one and sorted. What is more than that stands so often in each order of a million
 * entries that a page of it is found soon.
 */
export const fewEntries = 10_000;
// One query has so many parts at most: each costs the planner time.
const mostParts = 100;

/** Which entries: a condition on `entry`, and where they are few, joins that give each of them as `entry` at least once. */
export interface Narrowing {
  is: Prisma.Sql;
  from?: readonly Prisma.Sql[];
  /** The joins give no others: nobody has to look at them again. */
  isExact?: boolean;
}

/** Entries of some secret managers that all these narrowings let through. No entry is in two groups. */
export interface EntryGroup {
  managers: readonly ManagerOfEntries[];
  narrowings: readonly Narrowing[];
}

/** Which entries: of the groups, those of the ranges. */
export interface EntrySource {
  groups: readonly EntryGroup[];
  ranges: readonly StateRange[];
  /** The moment that they are judged at. */
  atMs: number;
  /** Those whose entries are reached. */
  managers: readonly ManagerOfEntries[];
}

export interface EntryOrder {
  /** What they are sorted by. */
  column: Prisma.Sql;
  direction: 'ASC' | 'DESC';
  /** What comes after the cursor. */
  after: Prisma.Sql;
}

/**
 * The first `limit` entries in an order, as `id` and `value` of the column. Pages of each secret manager and range are read
 * from an index and merged: what is read is bounded by their number, not by that of the entries.
 */
export function pageSql(source: EntrySource, order: EntryOrder, limit: number): Prisma.Sql {
  const { column, direction, after } = order;
  const way = Prisma.raw(direction);
  const end = Prisma.sql`ORDER BY value ${way}, id ${way} LIMIT ${limit}`;
  const pages = partsOf(source, {
    columns: Prisma.sql`entry.id, ${column} AS value`,
    where: after,
    end,
    endOfOne: Prisma.sql`ORDER BY ${column} ${way}, entry.id ${way} LIMIT ${limit}`,
  });
  return Prisma.sql`SELECT id, value FROM (${union(pages)}) AS found ${end}`;
}

/** Columns of `entry` and its `manager` of the first `limit` entries of a source that are met, as a query. */
export function someSql(source: EntrySource, columns: Prisma.Sql, limit: number): Prisma.Sql {
  const end = Prisma.sql`LIMIT ${limit}`;
  const parts = partsOf(source, { columns, where: Prisma.sql`TRUE`, end, endOfOne: end });
  return Prisma.sql`SELECT * FROM (${union(parts)}) AS found ${end}`;
}

/** Columns of `entry` of all of a source, as a query. */
export function allSql(
  { groups, ranges, atMs }: EntrySource,
  columns: Prisma.Sql,
  where = Prisma.sql`TRUE`,
): Prisma.Sql {
  const all = groups.map((group) => {
    const { is = Prisma.sql`TRUE`, from } = wayTo(group);
    return from
      ? foundSql(group.managers, { is, from }, { ranges, atMs, columns, where, end: Prisma.empty })
      : Prisma.sql`
        SELECT ${withId(columns)} FROM ${managersAt(group.managers, atMs)}
        JOIN cache_entry AS entry ON entry.secret_manager_id = manager.id
        WHERE ${isInRanges(ranges)} AND ${is} AND ${where}`;
  });
  return union(all);
}

interface Wanted {
  columns: Prisma.Sql;
  where: Prisma.Sql;
  /** Order and limit, by the names of the columns; and of one part, by those of `entry`. */
  end: Prisma.Sql;
  endOfOne: Prisma.Sql;
}

function partsOf({ groups, ranges, atMs }: EntrySource, wanted: Wanted): Prisma.Sql[] {
  const { columns, where, end, endOfOne } = wanted;
  const each = withId(columns);
  return groups.map((group) => {
    const { managers } = group;
    const { is, from } = wayTo(group);
    if (from) return Prisma.sql`(${foundSql(managers, { is, from }, { ranges, atMs, columns, where, end })})`;
    const isWanted = (range: StateRange) => Prisma.sql`
      entry.secret_manager_id = manager.id AND ${range.is} AND ${is ?? Prisma.sql`TRUE`} AND ${where}`;
    // Entries that have to be looked at are merged as they come, so that no more of them is looked at than a page takes.
    if (is && managers.length * ranges.length <= mostParts) {
      const merged = managers.flatMap((manager) =>
        ranges.map(
          (range) => Prisma.sql`(
            SELECT ${each} FROM ${managersAt([manager], atMs)} CROSS JOIN cache_entry AS entry WHERE ${isWanted(range)} ${endOfOne})`,
        ),
      );
      return Prisma.sql`(SELECT * FROM (${union(merged)}) AS merged ${end})`;
    }
    const parts = union(
      ranges.map(
        (range) =>
          Prisma.sql`(SELECT ${each} FROM cache_entry AS entry WHERE ${isWanted(range)} ${endOfOne})`,
      ),
    );
    return Prisma.sql`(SELECT part.* FROM ${managersAt(managers, atMs)} CROSS JOIN LATERAL (${parts}) AS part ${end})`;
  });
}

interface Way {
  is: Prisma.Sql | undefined;
  from: readonly Prisma.Sql[] | undefined;
}

/** The first narrowing that tells where from leads to the entries; of each it is asked whether the others hold. */
function wayTo({ narrowings }: EntryGroup): Way {
  const leading = narrowings.find(({ from }) => from);
  const asked = narrowings.filter((each) => each !== leading || !each.isExact).map(({ is }) => is);
  return { is: asked.length > 0 ? Prisma.join(asked, ' AND ') : undefined, from: leading?.from };
}

/** Entries that joins give, each once. */
function foundSql(
  managers: readonly ManagerOfEntries[],
  { is = Prisma.sql`TRUE`, from = [] }: Way,
  wanted: Omit<Wanted, 'endOfOne'> & Pick<EntrySource, 'ranges' | 'atMs'>,
): Prisma.Sql {
  const { ranges, atMs, columns, where, end } = wanted;
  const found = from.map(
    (joined) => Prisma.sql`
      SELECT ${withId(columns)}
      FROM ${joined} JOIN ${managersAt(managers, atMs)} ON entry.secret_manager_id = manager.id
      WHERE ${isInRanges(ranges)} AND ${is} AND ${where}`,
  );
  return Prisma.sql`SELECT * FROM (SELECT DISTINCT ON (found_id) * FROM (${union(found)}) AS twice) AS once ${end}`;
}

/** By the id those are told apart that are found twice. */
function withId(columns: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`entry.id AS found_id, ${columns}`;
}

function union(queries: readonly Prisma.Sql[]): Prisma.Sql {
  if (queries.length === 0) throw new Error('a source has a group');
  return Prisma.join([...queries], ' UNION ALL ');
}
