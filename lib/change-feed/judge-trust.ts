import { endTrust } from '@/lib/managers/end-trust';
import { silentAfterMs } from '@/lib/managers/trust';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';

// A feed may be late by so much. What it tells later, it does not tell in time.
const mostLateMs = 10 * 60_000;
// An event and the item that it is of may tell times that differ by a little.
const mostApartMs = 2 * 60_000;
const lookBackMs = 24 * 3_600_000;
// Events are kept for two days: of what was changed before, nothing tells whether it was told.
const oldestMs = 47 * 3_600_000;

interface Judged {
  id: string;
  name: string;
  feedId: string;
  trustSince: Date;
  hearingSince: Date;
}

/** Another value that a look found. */
interface Found {
  containerKey: string;
  unitKey: string;
  /** When its item was changed, by the provider's clock. */
  itemUpdatedAt: string;
}

/**
 * Ends the trust in feeds that did not tell what a look found: another value of an item that was changed more than ten minutes
 * ago, while the feed was heard all the time since, without any event of that item or its vault.
 */
export async function judgeTrust(): Promise<void> {
  for (const judged of await trusting()) {
    for (const found of await foundOf(judged)) {
      if (!isOverdue(judged, found) || (await isTold(judged, found))) continue;
      await endTrust(judged, 'change_not_told');
      break;
    }
  }
}

/** Those whose feed is trusted and heard. */
async function trusting(): Promise<Judged[]> {
  const rows = await database().managerFeed.findMany({
    where: {
      trustEndedAt: null,
      refusedAt: null,
      feed: { failedAt: null, caughtUpAt: { gte: new Date(clock().now() - silentAfterMs) } },
    },
    select: {
      trustSince: true,
      feedId: true,
      feed: { select: { hearingSince: true } },
      secretManager: { select: { id: true, name: true } },
    },
  });
  return rows.flatMap(({ trustSince, feedId, feed: { hearingSince }, secretManager }) =>
    trustSince && hearingSince ? [{ ...secretManager, feedId, trustSince, hearingSince }] : [],
  );
}

/** Of the timelines: values that are others than they were. */
function foundOf({ id }: Judged): Promise<Found[]> {
  const since = new Date(clock().now() - lookBackMs).toISOString();
  return database().$queryRaw<Found[]>`
    SELECT DISTINCT entry.container_key AS "containerKey", entry.unit_key AS "unitKey", entry.item_updated_at AS "itemUpdatedAt"
    FROM cache_event AS event
    JOIN cache_entry AS entry ON entry.subject = event.subject AND entry.secret_manager_id = event.secret_manager_id
    WHERE event.secret_manager_id = ${id} AND event.kind = 'rotated'
      AND event.at >= ${since}::timestamptz AT TIME ZONE 'UTC'
      AND entry.state = 'value' AND entry.container_key IS NOT NULL AND entry.unit_key IS NOT NULL
      AND entry.item_updated_at IS NOT NULL`;
}

/** Whether the feed had the time to tell it: from the change, and from when it was heard without a gap. */
function isOverdue({ trustSince, hearingSince }: Judged, { itemUpdatedAt }: Found): boolean {
  const changedAtMs = Date.parse(itemUpdatedAt);
  const nowMs = clock().now();
  if (Number.isNaN(changedAtMs) || changedAtMs < Math.max(trustSince.getTime(), nowMs - oldestMs))
    return false;
  return nowMs - Math.max(changedAtMs, hearingSince.getTime()) > mostLateMs;
}

/** What the release before took in tells nothing of its place: it may have been this. */
async function isTold({ feedId }: Judged, { containerKey, unitKey, itemUpdatedAt }: Found): Promise<boolean> {
  const since = new Date(Date.parse(itemUpdatedAt) - mostApartMs);
  const told = await database().changeFeedEvent.findFirst({
    where: {
      feedId,
      OR: [
        {
          containerKey,
          changedAt: { gte: since },
          // An environment is one unit.
          ...(unitKey === containerKey ? {} : { OR: [{ unitKey: null }, { unitKey }] }),
        },
        { containerKey: null, heardAt: { gte: since } },
      ],
    },
    select: { eventId: true },
  });
  return told !== null;
}
