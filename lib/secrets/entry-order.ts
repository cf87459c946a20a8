import { type EntrySort, usualOrder } from '@/lib/cache/entry-sorts';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';
import { Prisma } from '@/lib/platform/prisma-client/client';

export type Direction = 'asc' | 'desc';

/** The column that a sort goes by, as text or whole numbers, so that a cursor can carry its value. */
const columns: Record<EntrySort, { sql: Prisma.Sql; type: 'text' | 'number' }> = {
  // An old age is an early answer.
  age: {
    sql: Prisma.sql`(-(extract(epoch FROM entry.fetched_at) * 1000))::bigint`,
    type: 'number',
  },
  reference: { sql: Prisma.sql`lower(entry.shown_reference)`, type: 'text' },
  hits: { sql: Prisma.sql`entry.hits::bigint`, type: 'number' },
  last_read: {
    sql: Prisma.sql`COALESCE(extract(epoch FROM entry.last_read_at) * 1000, 0)::bigint`,
    type: 'number',
  },
  changed: {
    sql: Prisma.sql`COALESCE(extract(epoch FROM entry.changed_at) * 1000, 0)::bigint`,
    type: 'number',
  },
};

export interface EntryOrder {
  column: Prisma.Sql;
  orderBy: Prisma.Sql;
  /** What comes after the cursor. */
  after: Prisma.Sql;
}

/** A sort as SQL, from where the page before ended. Throws `invalid_input` (field `cursor`) for a cursor of another sort. */
export function entryOrder(
  sort: EntrySort,
  order: Direction | undefined,
  cursor: string | undefined,
): EntryOrder {
  const { sql: column, type } = columns[sort];
  const isUp = (order ?? usualOrder[sort]) === 'asc';
  const orderBy = isUp ? Prisma.sql`${column} ASC, entry.id ASC` : Prisma.sql`${column} DESC, entry.id DESC`;
  if (cursor === undefined) return { column, orderBy, after: Prisma.sql`TRUE` };
  const [value, id] = readCursor(cursor);
  if (type === 'number' && !/^-?\d{1,18}$/.test(value)) throw badCursor();
  const last = type === 'number' ? Prisma.sql`${value}::bigint` : Prisma.sql`${value}`;
  const after = isUp
    ? Prisma.sql`(${column}, entry.id) > (${last}, ${id})`
    : Prisma.sql`(${column}, entry.id) < (${last}, ${id})`;
  return { column, orderBy, after };
}

/** Where a page ended. */
export function cursorOf(row: { value: string | bigint; id: string }): string {
  return Buffer.from(JSON.stringify([String(row.value), row.id])).toString('base64url');
}

function readCursor(cursor: string): [string, string] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(read)) throw badCursor();
    const [value, id]: unknown[] = read;
    if (typeof value === 'string' && typeof id === 'string') return [value, id];
  } catch {
    throw badCursor();
  }
  throw badCursor();
}

function badCursor(): LatchkeyError {
  return new LatchkeyError('invalid_input', { fields: { cursor: sentence('cursorOther') } });
}
