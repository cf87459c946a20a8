import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { type Activity, addActivity, type FailedAsks, giveFailuresBack, takeActivity } from './activity';

const hourMs = 3_600_000;
// The embedded database does one thing at a time: others get their turn in between.
const mostAtOnce = 1_000;

/** Writes what was counted to the timelines, added up by hour. What fails to be written is written next time. */
export async function flushEvents(): Promise<void> {
  const { activity, failures } = takeActivity();
  const hour = new Date(Math.floor(clock().now() / hourMs) * hourMs).toISOString();
  while (activity.length > 0 || failures.length > 0) {
    const used = activity.splice(0, mostAtOnce);
    const failed = failures.splice(0, mostAtOnce);
    try {
      await writeActivity(used, hour);
      used.length = 0;
      await writeFailures(failed, hour);
    } catch (error) {
      for (const [key, counts] of [...used, ...activity]) addActivity(key, counts);
      giveFailuresBack([...failed, ...failures]);
      throw error;
    }
  }
}

/** Of entries that are gone meanwhile nothing is told: what cleared them stands there. */
async function writeActivity(used: readonly [string, Activity][], hour: string): Promise<void> {
  if (used.length === 0) return;
  const iso = (atMs: number) => new Date(atMs).toISOString();
  await database().$executeRaw`
    INSERT INTO cache_event AS kept (id, subject, slot, secret_manager_id, reference, kind, at, since, reads, refreshes)
    SELECT gen_random_uuid()::text, entry.subject, ${`activity ${hour}`}::text, entry.secret_manager_id, entry.reference, 'activity',
           MAX(used.at::timestamptz) AT TIME ZONE 'UTC', MIN(used.at::timestamptz) AT TIME ZONE 'UTC',
           SUM(used.reads)::int, SUM(used.refreshes)::int
    FROM unnest(${used.map(([key]) => key)}::text[], ${used.map(([, { reads }]) => reads)}::int[],
                ${used.map(([, { refreshes }]) => refreshes)}::int[], ${used.map(([, { lastAtMs }]) => iso(lastAtMs))}::text[])
      AS used (key, reads, refreshes, at)
    JOIN cache_entry AS entry ON entry.key = used.key AND entry.subject <> ''
    GROUP BY entry.subject, entry.secret_manager_id, entry.reference
    ORDER BY entry.subject
    ON CONFLICT (subject, slot) DO UPDATE SET
      reads = kept.reads + EXCLUDED.reads, refreshes = kept.refreshes + EXCLUDED.refreshes,
      at = GREATEST(kept.at, EXCLUDED.at)`;
}

async function writeFailures(failed: readonly FailedAsks[], hour: string): Promise<void> {
  if (failed.length === 0) return;
  const iso = (atMs: number) => new Date(atMs).toISOString();
  await database().$executeRaw`
    INSERT INTO cache_event AS kept (id, subject, slot, secret_manager_id, reference, kind, at, since, failures, code, wire)
    SELECT gen_random_uuid()::text, md5(failed.manager || ' ' || failed.reference), 'failed ' || failed.code || ' ' || ${hour}::text,
           failed.manager, failed.reference, 'failed', failed.at::timestamptz AT TIME ZONE 'UTC',
           failed.since::timestamptz AT TIME ZONE 'UTC', failed.count, failed.code, failed.wire
    FROM unnest(${failed.map(({ managerId }) => managerId)}::text[], ${failed.map(({ reference }) => reference)}::text[],
                ${failed.map(({ code }) => code)}::text[], ${failed.map(({ wire }) => wire)}::text[],
                ${failed.map(({ count }) => count)}::int[], ${failed.map(({ firstAtMs }) => iso(firstAtMs))}::text[],
                ${failed.map(({ lastAtMs }) => iso(lastAtMs))}::text[])
      AS failed (manager, reference, code, wire, count, since, at)
    WHERE EXISTS (SELECT 1 FROM secret_manager WHERE secret_manager.id = failed.manager)
    ORDER BY 2, 3
    ON CONFLICT (subject, slot) DO UPDATE SET
      failures = kept.failures + EXCLUDED.failures, at = GREATEST(kept.at, EXCLUDED.at),
      since = LEAST(kept.since, EXCLUDED.since),
      wire = CASE WHEN EXCLUDED.wire = 'unsent' THEN kept.wire ELSE EXCLUDED.wire END`;
}
