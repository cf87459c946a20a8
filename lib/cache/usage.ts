import { database } from '@/lib/platform/database';
import { once } from '@/lib/platform/singleton';
import { addActivity } from './activity';

interface Use {
  count: number;
  lastAtMs: number;
  lastBy: string;
}

const uses = () => once('cache-usage', () => new Map<string, Use>());

/** Counts one read of an entry, in memory. Written to the table in batches by `flushUsage`. */
export function countUse(key: string, by: string, atMs: number): void {
  const map = uses();
  const use = map.get(key);
  if (use) {
    use.count += 1;
    use.lastAtMs = atMs;
    use.lastBy = by;
    return;
  }
  map.set(key, { count: 1, lastAtMs: atMs, lastBy: by });
}

/** Writes the counted reads to the table in one statement. What fails to be written is counted again next time. */
export async function flushUsage(): Promise<void> {
  const map = uses();
  if (map.size === 0) return;
  const batch = [...map.entries()];
  map.clear();
  try {
    await database().$executeRaw`
      UPDATE cache_entry AS entry
      SET hits = entry.hits + used.count,
          last_read_at = GREATEST(entry.last_read_at, used.at),
          last_read_by = used.by
      FROM (
        SELECT unnest(${batch.map(([key]) => key)}::text[]) AS key,
               unnest(${batch.map(([, use]) => use.count)}::int[]) AS count,
               unnest(${batch.map(([, use]) => new Date(use.lastAtMs).toISOString())}::text[])::timestamptz AT TIME ZONE 'UTC' AS at,
               unnest(${batch.map(([, use]) => use.lastBy)}::text[]) AS by
      ) AS used
      WHERE entry.key = used.key`;
    for (const [key, { count, lastAtMs }] of batch) addActivity(key, { reads: count, lastAtMs });
  } catch (error) {
    for (const [key, use] of batch) giveBack(map, key, use);
    throw error;
  }
}

function giveBack(map: Map<string, Use>, key: string, use: Use): void {
  const newer = map.get(key);
  map.set(key, newer ? { ...newer, count: newer.count + use.count } : use);
}
