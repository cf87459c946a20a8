import { z } from 'zod';
import { badCursor, cursorOf, placeIn } from './cursor';

/** Query of every list: how many, and where the page before ended. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many items, 1–200.'),
  cursor: z.string().max(2_000).optional().describe('`nextCursor` of the page before.'),
});

/** Query of a list that can be searched. */
export const searchedPageQuerySchema = pageQuerySchema.extend({
  search: z.string().trim().max(200).optional().describe('Part of the name.'),
});

export type SearchedPageQuery = z.input<typeof searchedPageQuerySchema>;

export type PageQuery = z.input<typeof pageQuerySchema>;

/** What a list answers: items, the cursor of the next page, null on the last, and on the first page how many there are. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total?: number;
}

/** The answer schema of a list of `item`. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z
      .number()
      .int()
      .optional()
      .describe('How many there are on all pages, told with the first one, by lists that count.'),
  });
}

/** The order of a list by name, as people sort: `sortName` is made by the database (docs/decisions/0141). */
export const byName = [{ sortName: 'asc' }, { id: 'asc' }] as const;

/** The rows of a list by name that come after a cursor. Throws `invalid_input` (field `cursor`). */
export function afterName(cursor: string | undefined) {
  if (cursor === undefined) return {};
  const [sortName = '', id = ''] = placeIn(cursor, 2);
  return { OR: [{ sortName: { gt: sortName } }, { sortName, id: { gt: id } }] };
}

/** Cuts rows, fetched one longer than `limit`, into a page of a list by name. */
export function pageByName<Row extends { id: string; sortName: string }, T>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => T,
): Page<T> {
  return cut(rows, limit, present, ({ sortName, id }) => cursorOf([sortName, id]));
}

/** Where a page of a list by time, the newest first, ended. Throws `invalid_input` (field `cursor`). */
export function momentIn(cursor: string): { at: Date; id: string } {
  const [time = '', id = ''] = placeIn(cursor, 2);
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || at.toISOString() !== time) throw badCursor();
  return { at, id };
}

/** The rows of such a list that come after a cursor; `column` has their time. Throws as `momentIn`. */
export function afterMoment<Column extends string>(column: Column, cursor: string | undefined) {
  if (cursor === undefined) return {};
  const { at, id } = momentIn(cursor);
  return { OR: [{ [column]: { lt: at } }, { [column]: at, id: { lt: id } }] };
}

/** The same for a list by time. */
export function pageByMoment<Row extends { id: string }, T>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => T,
  atOf: (row: Row) => Date,
): Page<T> {
  return cut(rows, limit, present, (row) => cursorOf([atOf(row).toISOString(), row.id]));
}

/** The same for another order: `cursor` tells where a row stands in it. */
export function cut<Row, T>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => T,
  cursor: (row: Row) => string,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(present), nextCursor: last ? cursor(last) : null };
}

/** The total of a list where its page tells it: on the first one, in place of counting again on each. */
export async function withTotal<T>(
  page: Page<T>,
  cursor: string | undefined,
  count: () => Promise<number>,
): Promise<Page<T>> {
  if (cursor !== undefined) return page;
  return { ...page, total: page.nextCursor === null ? page.items.length : await count() };
}
