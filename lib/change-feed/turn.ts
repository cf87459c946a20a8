import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';

/** Between two turns of a feed. */
export const turnEveryMs = 10_000;
// A process that dies in the middle of a turn holds it up for no longer.
const heldMs = 30_000;
// What is held for longer than anybody holds it was dated by a clock that was set back since.
const mostAheadMs = 15 * 60_000;

/** A feed whose turn this process has. */
export interface FeedTurn {
  id: string;
  cursor: string | null;
  createdAt: Date;
  lastHeardAt: Date | null;
  failedAt: Date | null;
}

const text = (ms: number) => new Date(ms).toISOString();

/** Takes the turn of a feed that is due: of all processes on the database one has it. Undefined: none is due. */
export async function takeTurn(): Promise<FeedTurn | undefined> {
  const nowMs = clock().now();
  const [turn] = await database().$queryRaw<FeedTurn[]>`
    UPDATE change_feed AS feed SET held_until = ${text(nowMs + heldMs)}::timestamptz AT TIME ZONE 'UTC'
    WHERE feed.id = (
      SELECT id FROM change_feed
      WHERE held_until <= ${text(nowMs)}::timestamptz AT TIME ZONE 'UTC'
         OR held_until > ${text(nowMs + mostAheadMs)}::timestamptz AT TIME ZONE 'UTC'
      ORDER BY held_until LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, cursor, created_at AS "createdAt", last_heard_at AS "lastHeardAt", failed_at AS "failedAt"`;
  return turn;
}

/** Until when a turn lasts that goes on now. */
export function heldFromNow(): Date {
  return new Date(clock().now() + heldMs);
}

/** Ends a turn: the next one is due `afterMs` from when this one began. */
export async function endTurn(
  { id }: FeedTurn,
  { beganMs, afterMs, failedAt }: { beganMs: number; afterMs: number; failedAt: Date | null },
): Promise<void> {
  const data = { heldUntil: new Date(beganMs + afterMs), failedAt };
  await database().changeFeed.updateMany({ where: { id }, data });
}
