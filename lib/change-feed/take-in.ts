import { recordAccessEvents } from '@/lib/managers/access-events';
import { silentAfterMs } from '@/lib/managers/trust';
import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
import type { AccessEvent } from '@/lib/providers/access-event';
import type { FeedChange, FeedPage } from '@/lib/providers/change-feed';
import { heldFromNow } from './turn';

/** A page, and where its feed stood when it was asked for. */
export interface HeardPage {
  feedId: string;
  cursor: string | null;
  page: FeedPage;
}

/**
 * Takes a page in, all of it or nothing: what is bound of it becomes due, and the cursor moves on. False: another process has taken
 * it in meanwhile. What was told before is not counted again.
 */
export function takeIn({ feedId, cursor, page }: HeardPage): Promise<boolean> {
  return transaction(async (tx) => {
    const now = new Date(clock().now());
    const { count } = await tx.changeFeed.updateMany({
      where: { id: feedId, cursor },
      data: { cursor: page.cursor, lastHeardAt: now, failedAt: null, heldUntil: heldFromNow() },
    });
    if (count === 0) return false;
    if (!page.hasMore) await noteCaughtUp(tx, feedId, now);
    const changes = await newOnes(tx, feedId, page.changes, now);
    await noteMatches(tx, feedId, page.containerKeys, now);
    const units = changes.filter(({ unitKey }) => unitKey !== undefined);
    if (units.length > 0) {
      await tx.managerFeed.updateMany({
        where: { feedId },
        data: { changesSeen: { increment: units.length } },
      });
    }
    if (changes.length > 0) await noteDelay(tx, feedId, changes, now.getTime());
    const access = await newAccess(tx, feedId, page.access, now);
    await recordAccessEvents(tx, feedId, access, now.getTime());
    // What may have been taken away is looked at as if it were changed.
    const places = [...changes, ...access.flatMap(asChange)];
    if (places.length > 0) await noteDue(tx, feedId, places, now);
    if (access.some(({ containerKey }) => containerKey === undefined)) await noteOneDue(tx, feedId, now);
    return true;
  });
}

/** Nothing more is there: what happened before was heard. After a gap the time that it was heard without one begins again. */
async function noteCaughtUp(tx: Transaction, feedId: string, now: Date): Promise<void> {
  const before = await tx.changeFeed.findUnique({
    where: { id: feedId },
    select: { caughtUpAt: true, hearingSince: true },
  });
  const caughtUpAtMs = before?.caughtUpAt?.getTime() ?? 0;
  const isOn = before?.hearingSince && now.getTime() - caughtUpAtMs <= silentAfterMs;
  const hearingSince = isOn ? before.hearingSince : now;
  await tx.changeFeed.update({ where: { id: feedId }, data: { caughtUpAt: now, hearingSince } });
}

/** Those that were not told before. */
async function newOnes(
  tx: Transaction,
  feedId: string,
  changes: readonly FeedChange[],
  now: Date,
): Promise<FeedChange[]> {
  if (changes.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO change_feed_event (feed_id, event_id, heard_at, container_key, unit_key, changed_at)
    SELECT DISTINCT ON (id) ${feedId}, id, ${now.toISOString()}::timestamptz AT TIME ZONE 'UTC', container_key, unit_key,
           changed_at::timestamptz AT TIME ZONE 'UTC'
    FROM unnest(
      ${changes.map(({ id }) => id)}::text[], ${changes.map(({ containerKey }) => containerKey)}::text[],
      ${changes.map(({ unitKey }) => unitKey ?? null)}::text[],
      ${changes.map(({ atMs }) => new Date(atMs || now).toISOString())}::text[]
    ) AS told (id, container_key, unit_key, changed_at)
    ON CONFLICT DO NOTHING RETURNING event_id AS id`;
  const fresh = new Map(rows.map(({ id }) => [id, true]));
  return changes.filter(({ id }) => fresh.delete(id));
}

/** Of access, what was not told before. It tells nothing of items: what it is kept by names no place. */
async function newAccess(
  tx: Transaction,
  feedId: string,
  events: readonly AccessEvent[],
  now: Date,
): Promise<AccessEvent[]> {
  const noPlace = events.map(({ id, atMs }) => ({ id, atMs, containerKey: '' }));
  const ids = new Set((await newOnes(tx, feedId, noPlace, now)).map(({ id }) => id));
  return events.filter(({ id }) => ids.delete(id));
}

function asChange({ id, atMs, containerKey }: AccessEvent): FeedChange[] {
  return containerKey === undefined ? [] : [{ id, atMs, containerKey }];
}

/** Of each secret manager one thing that is bound is due: one read tells whether its token is still accepted. */
async function noteOneDue(tx: Transaction, feedId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH moment AS (SELECT nextval('cache_generation') AS generation,
                           ${now.toISOString()}::timestamptz AT TIME ZONE 'UTC' AS at),
    one AS (
      SELECT field.secret_manager_id AS id, min(field.unit_key) AS place
      FROM manager_feed AS feed JOIN connection_field AS field ON field.secret_manager_id = feed.secret_manager_id
      WHERE feed.feed_id = ${feedId} AND field.is_pinned GROUP BY field.secret_manager_id)
    INSERT INTO change_due (secret_manager_id, place, is_container, generation, heard_at, next_at)
    SELECT one.id, place, FALSE, moment.generation, moment.at, moment.at FROM one CROSS JOIN moment
    ON CONFLICT (secret_manager_id, place) DO UPDATE
    SET generation = EXCLUDED.generation, heard_at = EXCLUDED.heard_at, next_at = EXCLUDED.next_at, attempts = 0`;
}

/** Of a change that was told late, more than of the latest one, nothing is known: the feed may have been away. */
async function noteDelay(
  tx: Transaction,
  feedId: string,
  changes: readonly FeedChange[],
  nowMs: number,
): Promise<void> {
  const latestMs = Math.max(...changes.map(({ atMs }) => atMs));
  const delayMs = Math.min(Math.max(0, Math.round(nowMs - latestMs)), 2_147_483_647);
  if (latestMs > 0) await tx.changeFeed.update({ where: { id: feedId }, data: { delayMs } });
}

/** Notes which secret managers know a container that events named: the others may be of another account. */
async function noteMatches(
  tx: Transaction,
  feedId: string,
  containerKeys: readonly string[],
  now: Date,
): Promise<void> {
  if (containerKeys.length === 0) return;
  await tx.$executeRaw`
    UPDATE manager_feed AS feed SET matched_at = ${now.toISOString()}::timestamptz AT TIME ZONE 'UTC'
    WHERE feed.feed_id = ${feedId} AND feed.matched_at IS NULL AND (
      EXISTS (SELECT FROM connection_field AS field WHERE field.secret_manager_id = feed.secret_manager_id
              AND field.container_key = ANY(${[...containerKeys]}::text[]))
      OR EXISTS (SELECT FROM cache_entry AS entry WHERE entry.secret_manager_id = feed.secret_manager_id
                 AND entry.container_key = ANY(${[...containerKeys]}::text[]))
      OR EXISTS (SELECT FROM secret_manager AS manager WHERE manager.id = feed.secret_manager_id
                 AND manager.seen_containers && ${[...containerKeys]}::text[]))`;
}

/** The place of what is bound by names: which item it is now, only the provider can tell. */
export const boundByName = '';

/**
 * What is bound in a changed place is due from here on: entries asked for before this moment show it as it was. A change of what
 * nobody has bound leaves no row.
 */
async function noteDue(
  tx: Transaction,
  feedId: string,
  changes: readonly FeedChange[],
  now: Date,
): Promise<void> {
  // An environment is one unit, and on the wire a container with one item.
  const units = [
    ...new Set(
      changes.flatMap(({ unitKey, containerKey }) =>
        unitKey === undefined ? [containerKey] : [unitKey, containerKey],
      ),
    ),
  ];
  const containers = [
    ...new Set(changes.filter(({ unitKey }) => unitKey === undefined).map((each) => each.containerKey)),
  ];
  await tx.$executeRaw`
    WITH member AS (SELECT secret_manager_id AS id FROM manager_feed WHERE feed_id = ${feedId}),
    trusting AS (SELECT secret_manager_id AS id FROM manager_feed
                 WHERE feed_id = ${feedId} AND trust_since IS NOT NULL AND trust_ended_at IS NULL),
    moment AS (SELECT nextval('cache_generation') AS generation,
                      ${now.toISOString()}::timestamptz AT TIME ZONE 'UTC' AS at),
    changed AS (
      SELECT field.secret_manager_id AS id, field.unit_key AS place, FALSE AS is_container
      FROM member JOIN connection_field AS field ON field.secret_manager_id = member.id
      WHERE field.unit_key = ANY(${units}::text[])
      UNION
      SELECT field.secret_manager_id, field.container_key, TRUE
      FROM member JOIN connection_field AS field ON field.secret_manager_id = member.id
      WHERE field.container_key = ANY(${containers}::text[]) AND field.unit_key <> field.container_key
      UNION
      SELECT field.secret_manager_id, ${boundByName}::text, TRUE
      FROM member JOIN connection_field AS field ON field.secret_manager_id = member.id
      WHERE NOT field.is_pinned
      -- What is kept for longer because of the feed is due by it, also where no connection binds it: by where it was found.
      UNION
      SELECT entry.secret_manager_id, entry.unit_key, FALSE
      FROM trusting JOIN cache_entry AS entry ON entry.secret_manager_id = trusting.id
      WHERE entry.unit_key = ANY(${units}::text[])
      UNION
      SELECT entry.secret_manager_id, entry.container_key, TRUE
      FROM trusting JOIN cache_entry AS entry ON entry.secret_manager_id = trusting.id
      WHERE entry.container_key = ANY(${containers}::text[]) AND entry.unit_key <> entry.container_key)
    INSERT INTO change_due (secret_manager_id, place, is_container, generation, heard_at, next_at)
    SELECT changed.id, place, is_container, moment.generation, moment.at, moment.at FROM changed CROSS JOIN moment
    ON CONFLICT (secret_manager_id, place) DO UPDATE
    SET generation = EXCLUDED.generation, heard_at = EXCLUDED.heard_at, next_at = EXCLUDED.next_at, attempts = 0`;
}
