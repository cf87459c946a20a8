import { apiGet } from '@/components/query/api-get';
import type { EntryFilter, EntryView } from '@/lib/cache/schema';
import type { Page } from '@/lib/kernel/page';
import type { CacheOrder } from './filter';

const pageLimit = 200;

const columns: { name: string; of: (entry: EntryView) => string | number | null }[] = [
  { name: 'reference', of: ({ shownReference }) => shownReference },
  { name: 'secret_manager', of: ({ secretManagerName }) => secretManagerName },
  { name: 'state', of: ({ state }) => state },
  { name: 'answered_at', of: ({ fetchedAt }) => fetchedAt },
  { name: 'fresh_until', of: ({ freshUntil }) => freshUntil },
  { name: 'served_until', of: ({ staleUntil }) => staleUntil },
  { name: 'changed_at', of: ({ changedAt }) => changedAt },
  { name: 'absent_code', of: ({ absentCode }) => absentCode },
  { name: 'last_error', of: ({ lastError }) => lastError?.code ?? null },
  { name: 'last_error_at', of: ({ lastError }) => lastError?.at ?? null },
  { name: 'hits', of: ({ hits }) => hits },
  { name: 'last_read_at', of: ({ lastReadAt }) => lastReadAt },
  { name: 'last_read_by', of: ({ lastReadBy }) => lastReadBy },
  { name: 'connections', of: ({ connections }) => connections.map(({ key }) => key).join(' ') },
];

/**
 * All entries that match, as CSV (RFC 4180), page by page. An entry has no place for a value, so neither has this.
 * Throws ProblemError.
 */
export async function exportCsv(query: EntryFilter & CacheOrder): Promise<string> {
  const lines = [columns.map(({ name }) => name).join(',')];
  let cursor: string | undefined;
  do {
    const page: Page<EntryView> = await apiGet('/api/v1/cache', { ...query, limit: pageLimit, cursor });
    lines.push(...page.items.map((entry) => columns.map(({ of }) => cellOf(of(entry))).join(',')));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return `${lines.join('\r\n')}\r\n`;
}

/** A cell. What a spreadsheet would take for a formula is told to be text. */
export function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
