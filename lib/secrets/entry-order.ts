import { type EntrySort, type SortSpec, sortSpecs } from '@/lib/cache/entry-sorts';
import { badCursor, placeIn, cursorOf as placeOfRow } from '@/lib/kernel/cursor';
import { Prisma } from '@/lib/platform/prisma-client/client';
import type { EntryOrder } from './entry-source';

export type Direction = 'asc' | 'desc';

// Never read, never changed: before everything else.
const never = Prisma.sql`'epoch'::timestamp`;

/** What a sort goes by, as SQL. A column that is never missing stands plain, for its index. */
function columnOf({ column, isNullable }: SortSpec): Prisma.Sql {
  const sql = Prisma.raw(`entry.${column}`);
  return isNullable ? Prisma.sql`COALESCE(${sql}, ${never})` : sql;
}

/** A sort as SQL, from where the page before ended. Throws `invalid_input` (field `cursor`) for a cursor of another sort. */
export function entryOrder(
  sort: EntrySort,
  order: Direction | undefined,
  cursor: string | undefined,
): EntryOrder {
  const spec = sortSpecs[sort];
  const column = columnOf(spec);
  // An old age is an early answer.
  const isUp = ((order ?? spec.usual) === 'asc') !== (sort === 'age');
  const way = isUp ? 'ASC' : 'DESC';
  if (cursor === undefined) return { column, direction: way, after: Prisma.sql`TRUE` };
  const [value = '', id = ''] = placeIn(cursor, 2);
  const last = placeOf(value, spec.type);
  const after = isUp
    ? Prisma.sql`(${column}, entry.id) > (${last}, ${id})`
    : Prisma.sql`(${column}, entry.id) < (${last}, ${id})`;
  return { column, direction: way, after };
}

/** Where a page ended. */
export function cursorOf({ value, id }: { value: string | number | Date; id: string }): string {
  const text = value instanceof Date ? value.toISOString() : String(value);
  return placeOfRow([text, id]);
}

function placeOf(value: string, type: SortSpec['type']): Prisma.Sql {
  switch (type) {
    case 'text':
      return Prisma.sql`${value}`;
    case 'number':
      if (!/^\d{1,9}$/.test(value)) throw badCursor();
      return Prisma.sql`${Number(value)}::int`;
    case 'time':
      if (!isTime(value)) throw badCursor();
      return Prisma.sql`(${value}::timestamptz AT TIME ZONE 'UTC')`;
  }
}

/** Whether a text is a time as `cursorOf` writes it, of a day that there is and a year that PostgreSQL knows. */
function isTime(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false;
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}
