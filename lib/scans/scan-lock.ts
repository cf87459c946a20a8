import type { ErrorCode } from '@/lib/kernel/error-codes';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import type { Tally } from './write';

// A process that dies in the middle holds no scan up for longer.
const heldMs = 15 * 60_000;

/**
 * Takes the right to scan a secret manager, among all processes on the database. Answers whether it was free, which
 * also means that the row says since when a scan is under way, and by whom.
 */
export async function lockScan(secretManagerId: string, by: string): Promise<boolean> {
  const nowMs = clock().now();
  const now = new Date(nowMs).toISOString();
  const until = new Date(nowMs + heldMs).toISOString();
  const taken = await database().$executeRaw`
    INSERT INTO reference_scan AS scan (secret_manager_id, held_until, started_at, started_by)
    VALUES (${secretManagerId}, ${until}::timestamptz AT TIME ZONE 'UTC',
            ${now}::timestamptz AT TIME ZONE 'UTC', ${by})
    ON CONFLICT (secret_manager_id) DO UPDATE
    SET held_until = EXCLUDED.held_until, started_at = EXCLUDED.started_at, started_by = EXCLUDED.started_by
    WHERE scan.held_until IS NULL OR scan.held_until < ${now}::timestamptz AT TIME ZONE 'UTC'`;
  return taken > 0;
}

/** Lets go of it and writes down how the scan went. */
export async function endScan(
  secretManagerId: string,
  { tally, requests, errorCode }: { tally: Tally; requests: number; errorCode: ErrorCode | null },
): Promise<void> {
  const { fields, renamed, verified, broken } = tally;
  await database().referenceScan.updateMany({
    where: { secretManagerId },
    data: {
      heldUntil: null,
      finishedAt: new Date(clock().now()),
      errorCode,
      requests,
      ...(errorCode && fields === 0 ? {} : { fields, renamed, verified, broken }),
    },
  });
}
