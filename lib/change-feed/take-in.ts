import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
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
    const changes = await newOnes(tx, feedId, page.changes, now);
    await noteMatches(tx, feedId, page.containerKeys, now);
    const units = changes.filter(({ unitKey }) => unitKey !== undefined);
    if (units.length > 0) {
      await tx.managerFeed.updateMany({
        where: { feedId },
        data: { changesSeen: { increment: units.length } },
      });
    }
    if (changes.length > 0) {
      await noteDelay(tx, feedId, changes, now.getTime());
      await noteDue(tx, feedId, changes, now);
    }
    return true;
  });
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
    INSERT INTO change_feed_event (feed_id, event_id, heard_at)
    SELECT DISTINCT ${feedId}, id, ${now.toISOString()}::timestamptz AT TIME ZONE 'UTC'
    FROM unnest(${changes.map(({ id }) => id)}::text[]) AS told (id)
    ON CONFLICT DO NOTHING RETURNING event_id AS id`;
  const fresh = new Map(rows.map(({ id }) => [id, true]));
  return changes.filter(({ id }) => fresh.delete(id));
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
                 AND entry.container_key = ANY(${[...containerKeys]}::text[])))`;
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
    moment AS (SELECT nextval('cache_generation') AS generation,
                      ${now.toISOString()}::timestamptz AT TIME ZONE 'UTC' AS at),
    changed AS (
      SELECT DISTINCT field.secret_manager_id AS id, field.unit_key AS place, FALSE AS is_container
      FROM member JOIN connection_field AS field ON field.secret_manager_id = member.id
      WHERE field.unit_key = ANY(${units}::text[])
      UNION ALL
      SELECT DISTINCT field.secret_manager_id, field.container_key, TRUE
      FROM member JOIN connection_field AS field ON field.secret_manager_id = member.id
      WHERE field.container_key = ANY(${containers}::text[]) AND field.unit_key <> field.container_key
      UNION ALL
      SELECT DISTINCT field.secret_manager_id, ${boundByName}::text, TRUE
      FROM member JOIN connection_field AS field ON field.secret_manager_id = member.id
      WHERE NOT field.is_pinned)
    INSERT INTO change_due (secret_manager_id, place, is_container, generation, heard_at, next_at)
    SELECT changed.id, place, is_container, moment.generation, moment.at, moment.at FROM changed CROSS JOIN moment
    ON CONFLICT (secret_manager_id, place) DO UPDATE
    SET generation = EXCLUDED.generation, heard_at = EXCLUDED.heard_at, next_at = EXCLUDED.next_at, attempts = 0`;
}
