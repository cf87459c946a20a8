import { endEntryFailures } from '@/lib/cache/table';
import { recordLastResult } from '@/lib/history/pending-counters';
import { type ErrorCode, errorCodes, isErrorCode } from '@/lib/kernel/error-codes';
import type { Message } from '@/lib/kernel/message';
import { isNetworkCause } from '@/lib/kernel/network-cause';
import { networkMessage } from '@/lib/kernel/network-message';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { once } from '@/lib/platform/singleton';
import { statusOf } from './status';
import { forgetTrust } from './trust';
import { forgetCause, unreachedBecause } from './wire';

const restMs = 60_000;
const codesOfManagers = errorCodes.filter((code) => statusOf(code) !== undefined);

interface Noted {
  status: string;
  reason: string | null;
  atMs: number;
}

const notes = () => once('manager-status', () => new Map<string, Noted>());

/**
 * Writes down how a secret manager answered: its status, the reason and the time. An unchanged answer is written
 * at most once a minute, so that reads do not become writes; what somebody asked for is always written. When it answers again, what its entries failed for until then
 * is over.
 */
export async function recordStatus(
  managerId: string,
  code: ErrorCode | 'ok',
  { isAlwaysWritten = false }: { isAlwaysWritten?: boolean } = {},
): Promise<void> {
  const status = statusOf(code);
  if (!status) return;
  recordLastResult(managerId, code);
  const reason = code === 'ok' ? null : reasonOf(code, managerId);
  // Another cause behind the same code is no other trouble.
  const told = code === 'ok' ? '' : code;
  const nowMs = clock().now();
  const last = notes().get(managerId);
  const isUnchanged = last?.status === status && last.reason === reason;
  if (!isAlwaysWritten && isUnchanged && nowMs - last.atMs < restMs) return;
  notes().set(managerId, { status, reason, atMs: nowMs });
  const now = new Date(nowMs).toISOString();
  const [row] = await database().$queryRaw<{ before: string }[]>`
    WITH earlier AS (SELECT status FROM secret_manager WHERE id = ${managerId})
    UPDATE secret_manager
    SET status_since = CASE WHEN status = ${status} AND coalesce(split_part(status_reason, ' ', 1), '') = ${told}::text
                       THEN status_since ELSE ${now}::timestamptz AT TIME ZONE 'UTC' END,
        status = ${status}, status_reason = ${reason}::text, checked_at = ${now}::timestamptz AT TIME ZONE 'UTC'
    WHERE id = ${managerId}
    RETURNING (SELECT status FROM earlier) AS before`;
  // Not at every start: that would look through all entries of a manager that was well all the time.
  const wasTroubled = [last?.status, row?.before].some(
    (before) => before !== undefined && before !== 'connected',
  );
  if (status === 'refused') forgetTrust(managerId);
  if (status === 'connected' && wasTroubled) {
    await endEntryFailures(managerId, codesOfManagers, nowMs);
  }
}

/** The code, and why nothing was reached behind it; `readReason` takes it back. */
function reasonOf(code: ErrorCode, managerId: string): string {
  const cause = statusOf(code) === 'unreachable' ? unreachedBecause(managerId) : undefined;
  return cause === undefined ? code : `${code} ${cause}`;
}

/** A reason as it is stored: an error code, and what people are told of it. */
export function readReason(stored: string | null): { code: ErrorCode; says: Message } | undefined {
  const [code = '', cause = ''] = stored?.split(' ') ?? [];
  if (!isErrorCode(code)) return undefined;
  return { code, says: isNetworkCause(cause) ? networkMessage(cause) : { code } };
}

/** Forgets what was noted last, after the credential changed. */
export function resetStatusThrottle(managerId: string): void {
  notes().delete(managerId);
  forgetCause(managerId);
}
