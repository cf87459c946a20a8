import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { type LastResult, restoreCounters, takeCounters } from './pending-counters';

export const bucketMinutes = 5;
const bucketMs = bucketMinutes * 60_000;

/**
 * Adds what was counted to the rollups, in one statement, whatever other processes add. Counts of ids that are no
 * secret manager (a credential that is being tried) are dropped. What fails to be written is written next time.
 */
export async function flushHistory(): Promise<void> {
  const took = takeCounters();
  try {
    await writeCounts(took.counts);
    took.counts.clear();
    await writePulses(took.pulses);
  } catch (error) {
    restoreCounters(took);
    throw error;
  }
}

async function writeCounts(counts: ReturnType<typeof takeCounters>['counts']): Promise<void> {
  const rows = [...counts].flatMap(([managerId, measures]) =>
    [...measures].map(([measure, total]) => ({ managerId, measure, total })),
  );
  if (rows.length === 0) return;
  const startsAt = new Date(Math.floor(clock().now() / bucketMs) * bucketMs).toISOString();
  // Ordered, so that two processes never wait for each other's rows.
  await database().$executeRaw`
    INSERT INTO history_rollup AS kept (secret_manager_id, minutes, starts_at, measure, total)
    SELECT counted.id, ${bucketMinutes}::int, ${startsAt}::timestamptz AT TIME ZONE 'UTC', counted.measure, counted.total
    FROM unnest(${rows.map(({ managerId }) => managerId)}::text[], ${rows.map(({ measure }) => measure)}::text[],
                ${rows.map(({ total }) => total)}::bigint[]) AS counted (id, measure, total)
    WHERE EXISTS (SELECT 1 FROM secret_manager WHERE secret_manager.id = counted.id)
    ORDER BY counted.id, counted.measure
    ON CONFLICT (secret_manager_id, minutes, starts_at, measure) DO UPDATE SET total = kept.total + EXCLUDED.total`;
}

async function writePulses(pulses: ReadonlyMap<string, LastResult>): Promise<void> {
  if (pulses.size === 0) return;
  const rows = [...pulses].sort(([one], [other]) => (one < other ? -1 : 1));
  const iso = (atMs: number | undefined) => (atMs === undefined ? null : new Date(atMs).toISOString());
  await database().$executeRaw`
    INSERT INTO manager_pulse AS kept (secret_manager_id, last_success_at, last_failure_at, last_failure_code)
    SELECT id, success::timestamptz AT TIME ZONE 'UTC', failure::timestamptz AT TIME ZONE 'UTC', code
    FROM unnest(${rows.map(([id]) => id)}::text[], ${rows.map(([, { successAtMs }]) => iso(successAtMs))}::text[],
                ${rows.map(([, { failure }]) => iso(failure?.atMs))}::text[],
                ${rows.map(([, { failure }]) => failure?.code ?? null)}::text[]) AS noted (id, success, failure, code)
    WHERE EXISTS (SELECT 1 FROM secret_manager WHERE secret_manager.id = noted.id)
    ON CONFLICT (secret_manager_id) DO UPDATE SET
      last_success_at = GREATEST(kept.last_success_at, EXCLUDED.last_success_at),
      last_failure_code = CASE
        WHEN EXCLUDED.last_failure_at IS NULL OR EXCLUDED.last_failure_at < kept.last_failure_at THEN kept.last_failure_code
        ELSE EXCLUDED.last_failure_code END,
      last_failure_at = GREATEST(kept.last_failure_at, EXCLUDED.last_failure_at)`;
}
