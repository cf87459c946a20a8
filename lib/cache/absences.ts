import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { defaultPolicy } from './default-policy';

const hourMs = 3_600_000;
/** Remembered absences of one secret manager that no connection binds. */
export const mostAbsences = 2_000;

/**
 * Keeps the absences of a secret manager that no connection binds within a number: those go first that were asked for
 * longest ago. Returns how many went. `most` is for tests.
 */
export async function capAbsences(managerId: string, most = mostAbsences): Promise<number> {
  return dropAbsences(database().$queryRaw<Gone[]>`
    DELETE FROM cache_entry WHERE key IN (
      SELECT key FROM cache_entry AS entry
      WHERE secret_manager_id = ${managerId} AND state = 'absent' AND NOT EXISTS (
        SELECT 1 FROM connection_field AS field
        WHERE field.secret_manager_id = entry.secret_manager_id AND field.reference = entry.reference)
      ORDER BY GREATEST(last_read_at, fetched_at) DESC, id OFFSET ${most}::int)
    RETURNING subject`);
}

/**
 * Drops absences whose time is over, which nobody asked for within an hour and no connection binds. Of a bound reference the
 * console goes on telling that it is absent. Returns how many went.
 */
export async function trimAbsences(): Promise<number> {
  const nowMs = clock().now();
  const { absentMaxMs } = defaultPolicy;
  return dropAbsences(database().$queryRaw<Gone[]>`
    DELETE FROM cache_entry AS entry USING secret_manager AS manager
    WHERE manager.id = entry.secret_manager_id AND entry.state = 'absent'
      AND GREATEST(entry.last_read_at, entry.fetched_at) < ${new Date(nowMs - hourMs).toISOString()}::timestamptz AT TIME ZONE 'UTC'
      AND entry.fetched_at < ${new Date(nowMs).toISOString()}::timestamptz AT TIME ZONE 'UTC' - interval '1 millisecond'
        * GREATEST((manager.policy->>'absentMs')::bigint, COALESCE((manager.policy->>'absentMaxMs')::bigint, ${absentMaxMs}::bigint))
      AND NOT EXISTS (
        SELECT 1 FROM connection_field AS field
        WHERE field.secret_manager_id = entry.secret_manager_id AND field.reference = entry.reference)
    RETURNING entry.subject`);
}

interface Gone {
  subject: string;
}

/** Their timelines go along, unless more is told there than that something was asked for and is absent. */
async function dropAbsences(dropping: PromiseLike<Gone[]>): Promise<number> {
  const gone = await dropping;
  if (gone.length > 0) {
    await database().$executeRaw`
      DELETE FROM cache_event AS event WHERE subject = ANY(${gone.map(({ subject }) => subject)}::text[])
        AND NOT EXISTS (
          SELECT 1 FROM cache_event AS other
          WHERE other.subject = event.subject AND other.kind NOT IN ('absent', 'activity', 'failed'))
        AND NOT EXISTS (SELECT 1 FROM cache_entry WHERE cache_entry.subject = event.subject)`;
  }
  return gone.length;
}
