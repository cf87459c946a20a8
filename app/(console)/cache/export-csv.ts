import { type CsvColumn, csvOf } from '@/components/query/csv';
import { listAll } from '@/components/query/list-all';
import type { EntryFilter, EntryView } from '@/lib/cache/schema';
import type { CacheOrder } from './filter';

const columns: CsvColumn<EntryView>[] = [
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
 * All entries that match, as CSV. An entry has no place for a value, so neither has this.
 * Throws ProblemError.
 */
export async function exportCsv(query: EntryFilter & CacheOrder): Promise<string> {
  return csvOf(columns, await listAll<EntryView>('/api/v1/cache', { ...query }));
}
