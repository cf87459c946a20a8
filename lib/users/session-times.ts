const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A session ends when no request came with it for this long … */
export const sessionIdleMs = 7 * dayMs;
/** … and at this age, however much it is used. */
export const sessionLifeMs = 30 * dayMs;
/** How old "last seen" may be before a request writes it again: not each read is a write. */
export const seenRestMs = 60_000;

/** Whether a session has come to one of its ends. */
export function isSessionOver(session: { createdAt: Date; lastSeenAt: Date }, nowMs: number): boolean {
  return endOfSession(session) <= nowMs;
}

/** When a session ends if nothing more comes with it, in milliseconds since the epoch. */
export function endOfSession({ createdAt, lastSeenAt }: { createdAt: Date; lastSeenAt: Date }): number {
  return Math.min(createdAt.getTime() + sessionLifeMs, lastSeenAt.getTime() + sessionIdleMs);
}
