import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { bucketMinutes } from './flush';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const fineForMs = 2 * dayMs;
const keptForMs = 90 * dayMs;

/**
 * Adds five-minute rows older than two days up into hours, in one statement, so that no count is lost or told twice,
 * and drops hours older than 90 days.
 */
export async function thinHistory(): Promise<void> {
  const fineSince = new Date(Math.floor((clock().now() - fineForMs) / hourMs) * hourMs).toISOString();
  await database().$executeRaw`
    WITH gone AS (
      DELETE FROM history_rollup
      WHERE minutes = ${bucketMinutes}::int AND starts_at < ${fineSince}::timestamptz AT TIME ZONE 'UTC'
      RETURNING secret_manager_id, date_trunc('hour', starts_at) AS hour, measure, total
    )
    INSERT INTO history_rollup AS kept (secret_manager_id, minutes, starts_at, measure, total)
    SELECT secret_manager_id, 60, hour, measure, SUM(total)::bigint FROM gone
    GROUP BY secret_manager_id, hour, measure
    ORDER BY secret_manager_id, hour, measure
    ON CONFLICT (secret_manager_id, minutes, starts_at, measure) DO UPDATE SET total = kept.total + EXCLUDED.total`;
  await database().historyRollup.deleteMany({
    where: { minutes: 60, startsAt: { lt: new Date(clock().now() - keptForMs) } },
  });
}
