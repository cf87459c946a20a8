import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';

const dayMs = 24 * 3_600_000;
// Longer than any policy serves a value on, so that what goes is of no use to anybody.
const keptMs = 40 * dayMs;

/** Drops entries whose answer is too old to be served by any policy, and leases whose holder died. Returns how many entries went. */
export async function trimEntries(): Promise<number> {
  const before = new Date(clock().now() - keptMs);
  await database().readLease.deleteMany({ where: { expiresAt: { lt: new Date(clock().now() - dayMs) } } });
  const { count } = await database().cacheEntry.deleteMany({ where: { fetchedAt: { lt: before } } });
  return count;
}
