import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const keptForMs = 30 * dayMs;
const hoursForMs = 2 * dayMs;
const mostOfOne = 500;
const mostOfAll = 300_000;

/**
 * Keeps timelines within bounds: reads and refreshes by the day once they are two days old, nothing older than 30
 * days, 500 lines a reference (counted reads go first), 300,000 in all. `limits` for tests.
 */
export async function trimEvents(limits = { ofOne: mostOfOne, ofAll: mostOfAll }): Promise<void> {
  const nowMs = clock().now();
  await database().cacheEvent.deleteMany({ where: { at: { lt: new Date(nowMs - keptForMs) } } });
  await foldHours(new Date(Math.floor((nowMs - hoursForMs) / dayMs) * dayMs).toISOString());
  await database().$executeRaw`
    DELETE FROM cache_event WHERE id IN (
      SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY subject ORDER BY kind = 'activity', at DESC, id) AS place
        FROM cache_event
        WHERE subject IN (SELECT subject FROM cache_event GROUP BY subject HAVING COUNT(*) > ${limits.ofOne}::int)
      ) AS ranked WHERE place > ${limits.ofOne}::int)`;
  const excess = (await database().cacheEvent.count()) - limits.ofAll;
  if (excess <= 0) return;
  await database().$executeRaw`
    DELETE FROM cache_event WHERE id IN (SELECT id FROM cache_event ORDER BY at, id LIMIT ${excess}::int)`;
}

/** In one statement, so that no count is lost or told twice. */
async function foldHours(before: string): Promise<void> {
  await database().$executeRaw`
    WITH gone AS (
      DELETE FROM cache_event
      WHERE kind = 'activity' AND slot LIKE 'activity %' AND at < ${before}::timestamptz AT TIME ZONE 'UTC'
      RETURNING *
    )
    INSERT INTO cache_event AS kept (id, subject, slot, secret_manager_id, reference, kind, at, since, reads, refreshes)
    SELECT gen_random_uuid()::text, subject, 'day ' || date_trunc('day', at), secret_manager_id, reference, 'activity',
           MAX(at), MIN(since), SUM(reads)::int, SUM(refreshes)::int
    FROM gone GROUP BY subject, date_trunc('day', at), secret_manager_id, reference
    ORDER BY subject
    ON CONFLICT (subject, slot) DO UPDATE SET
      reads = kept.reads + EXCLUDED.reads, refreshes = kept.refreshes + EXCLUDED.refreshes,
      at = GREATEST(kept.at, EXCLUDED.at), since = LEAST(kept.since, EXCLUDED.since)`;
}
