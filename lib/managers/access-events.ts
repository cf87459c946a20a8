import { recordEvents } from '@/lib/audit/record';
import { systemCaller } from '@/lib/kernel/caller';
import { groupBy } from '@/lib/kernel/group-by';
import type { Transaction } from '@/lib/platform/database';
import type { AccessEvent } from '@/lib/providers/access-event';

interface Concerned {
  id: string;
  name: string;
  /** Null: of the account. */
  containerKey: string | null;
  /** The vault's title, where it is known. */
  title: string | null;
}

/**
 * Writes down what a feed told of access, for each secret manager that it concerns: one that has something bound or cached in the
 * vault, and every one of the account where it is of a service account or its token. Of many alike one event tells the latest, with
 * their number.
 */
export async function recordAccessEvents(
  tx: Transaction,
  feedId: string,
  events: readonly AccessEvent[],
  nowMs: number,
): Promise<void> {
  if (events.length === 0) return;
  const concerned = await concernedBy(tx, feedId, events);
  const groups = [...groupBy(events, ({ kind, containerKey = '' }) => `${kind} ${containerKey}`).values()];
  const told = groups
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const atMs = Math.max(...group.map((each) => each.atMs)) || nowMs;
      return concerned
        .filter(({ containerKey }) => containerKey === (first.containerKey ?? null))
        .map((manager) => ({ manager, kind: first.kind, count: group.length, at: new Date(atMs) }));
    })
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  await recordEvents(
    tx,
    told.map(({ manager, kind, count, at }) => ({
      caller: systemCaller,
      verb: `secret_manager.${kind}` as const,
      subject: { kind: 'secret_manager' as const, id: manager.id, label: manager.name },
      details: {
        // Some who see the event may use nothing of this vault: its title is not told.
        ...(manager.containerKey === null ? {} : { vault: manager.containerKey }),
        at: at.toISOString(),
        ...(count > 1 ? { count } : {}),
      },
    })),
  );
  for (const { manager, kind, at } of told) {
    await tx.managerFeed.updateMany({
      where: { secretManagerId: manager.id, OR: [{ accessAt: null }, { accessAt: { lte: at } }] },
      data: {
        accessKind: kind,
        accessVault: manager.title,
        accessContainer: manager.containerKey,
        accessAt: at,
      },
    });
  }
}

function concernedBy(tx: Transaction, feedId: string, events: readonly AccessEvent[]): Promise<Concerned[]> {
  const containers = [...new Set(events.flatMap(({ containerKey }) => containerKey ?? []))];
  const isOfAccount = events.some(({ containerKey }) => containerKey === undefined);
  return tx.$queryRaw<Concerned[]>`
    WITH member AS (
      SELECT manager.id, manager.name FROM manager_feed AS feed
      JOIN secret_manager AS manager ON manager.id = feed.secret_manager_id
      WHERE feed.feed_id = ${feedId}),
    named AS (
      SELECT secret_manager_id AS id, container_key, max(shown_names ->> 'vault') AS title
      FROM connection_field
      WHERE container_key = ANY(${containers}::text[]) AND secret_manager_id IN (SELECT id FROM member)
      GROUP BY secret_manager_id, container_key
      UNION ALL
      SELECT secret_manager_id, container_key, max(titles ->> 'vault')
      FROM cache_entry
      WHERE container_key = ANY(${containers}::text[]) AND secret_manager_id IN (SELECT id FROM member)
      GROUP BY secret_manager_id, container_key)
    SELECT member.id, member.name, named.container_key AS "containerKey", max(named.title) AS title
    FROM member JOIN named ON named.id = member.id
    GROUP BY member.id, member.name, named.container_key
    UNION ALL
    SELECT id, name, NULL, NULL FROM member WHERE ${isOfAccount}::boolean`;
}
