import type { Page } from '@/lib/kernel/page';
import { apiGet } from './api-get';

const pageLimit = 200;

/** All of a list, page by page. Throws ProblemError. */
export async function listAll<Row>(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Row> = await apiGet(path, { ...query, limit: pageLimit, cursor });
    rows.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return rows;
}
