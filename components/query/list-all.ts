import type { Page } from '@/lib/kernel/page';
import { apiGet } from './api-get';

// The most that the API gives a page.
const pageLimit = 200;

type Query = Readonly<Record<string, string | number | undefined>>;

/** A list, page by page. Throws ProblemError. */
export async function* pagesOf<Row>(path: string, query: Query): AsyncGenerator<Row[]> {
  let cursor: string | undefined;
  do {
    const page: Page<Row> = await apiGet(path, { ...query, limit: pageLimit, cursor });
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** All of a list. Throws ProblemError. */
export async function listAll<Row>(path: string, query: Query): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pagesOf<Row>(path, query)) rows.push(...page);
  return rows;
}
