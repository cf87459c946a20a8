import type { Entry } from '@/lib/cache/entry';
import { getCached, putCached } from '@/lib/cache/memory';
import { loadEntries } from '@/lib/cache/table';
import type { Source } from './schema';

/** Entries by key, from memory, else from the table, and from which. Keys that neither has are left out. */
export async function knownEntries(
  keys: readonly string[],
): Promise<Map<string, { entry: Entry; source: Source }>> {
  const known = new Map<string, { entry: Entry; source: Source }>();
  const missing: string[] = [];
  for (const key of keys) {
    const entry = getCached(key);
    if (entry) known.set(key, { entry, source: 'memory' });
    else missing.push(key);
  }
  if (missing.length === 0) return known;
  for (const entry of (await loadEntries(missing)).values()) {
    putCached(entry);
    known.set(entry.key, { entry, source: 'table' });
  }
  return known;
}
