import { z } from 'zod';

/** Query of every list: how many, and where the page before ended. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many items, 1–200.'),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
});

/** Query of a list that can be searched. */
export const searchedPageQuerySchema = pageQuerySchema.extend({
  search: z.string().trim().max(200).optional().describe('Part of the name.'),
});

export type SearchedPageQuery = z.input<typeof searchedPageQuerySchema>;

export type PageQuery = z.input<typeof pageQuerySchema>;

/** What a list answers: items, and the cursor of the next page, null on the last. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** The answer schema of a list of `item`. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/**
 * Cuts rows, fetched one longer than `limit`, into a page. The cursor is the id of the last row shown:
 * lists order by a stable column and then by id.
 */
export function pageOf<Row extends { id: string }, T>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(present), nextCursor: last?.id ?? null };
}
