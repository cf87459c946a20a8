import { freshForMs } from '@/lib/cache/freshness';
import { entriesHeld, managersHeld } from '@/lib/cache/memory';
import type { LoadedManager } from '@/lib/managers/load';
import { policyInForce } from '@/lib/managers/trust';
import { database } from '@/lib/platform/database';
import { ifAttached } from '@/lib/platform/if-attached';
import { isInUse, usedSince } from './in-use';

const dayMs = 24 * 3_600_000;
const hourMs = 3_600_000;
// One read that had to ask may have been the first of its reference. Reads in several buckets of time are a habit.
const bucketsOfHabit = 2;

/** Secret managers that something was read of within a day, the last used first. While the database is away, as memory knows. */
export function managersUsedLately(nowMs: number, limit: number): Promise<string[]> {
  const sinceMs = nowMs - dayMs;
  return ifAttached(
    async () => {
      const since = new Date(sinceMs).toISOString();
      const rows = await database().$queryRaw<{ id: string }[]>`
        SELECT used.id FROM (
          SELECT secret_manager_id AS id, last_read_at AS at FROM cache_entry
          WHERE last_read_at >= ${since}::timestamptz AT TIME ZONE 'UTC'
          UNION ALL
          SELECT secret_manager_id, starts_at FROM history_rollup
          WHERE minutes = 5 AND starts_at >= ${since}::timestamptz AT TIME ZONE 'UTC' AND measure = 'read.provider.fresh'
        ) AS used
        GROUP BY used.id ORDER BY max(used.at) DESC, used.id LIMIT ${limit}::int`;
      return rows.map(({ id }) => id);
    },
    () =>
      [...managersHeld()]
        .filter(([, usedAtMs]) => usedAtMs >= sinceMs)
        .sort(([, one], [, other]) => other - one)
        .slice(0, limit)
        .map(([id]) => id),
  );
}

/**
 * When a read of a secret manager will have to ask it, as far as can be told, in milliseconds since the epoch: when what is in use of it
 * comes due, and at once where reads of the last hour had to ask again and again (one-time passwords, say). Undefined: nothing of
 * it is in use, or all connections that bind something of it are disabled.
 */
export async function nextAskAtMs(manager: LoadedManager, nowMs: number): Promise<number | undefined> {
  const policy = policyInForce(manager, nowMs);
  const told = await ifAttached(
    () => askedOfTable(manager, nowMs),
    () => ({ oldestAtMs: oldestHeld(manager, nowMs), asksAlways: false }),
  );
  if (told?.asksAlways) return nowMs;
  if (told?.oldestAtMs === undefined) return undefined;
  return told.oldestAtMs + freshForMs(told.oldestAtMs, policy) * policy.refreshAheadRatio;
}

interface Told {
  /** When the oldest answer in use came. */
  oldestAtMs: number | undefined;
  asksAlways: boolean;
}

async function askedOfTable(manager: LoadedManager, nowMs: number): Promise<Told | undefined> {
  const { id, credentialRevision } = manager;
  const policy = policyInForce(manager, nowMs);
  const [usedWithin, usedSinceAt, hourAgo] = [nowMs - dayMs, usedSince(policy, nowMs), nowMs - hourMs].map(
    (atMs) => new Date(atMs).toISOString(),
  );
  const [row] = await database().$queryRaw<{ oldest: Date | null; buckets: number }[]>`
    SELECT (SELECT min(entry.fetched_at) FROM cache_entry AS entry
            WHERE entry.secret_manager_id = ${id} AND entry.revision = ${credentialRevision}::int AND entry.state = 'value'
              AND entry.last_read_at >= ${usedWithin}::timestamptz AT TIME ZONE 'UTC'
              AND (entry.last_read_at >= entry.fetched_at
                   OR entry.last_read_at >= ${usedSinceAt}::timestamptz AT TIME ZONE 'UTC')) AS oldest,
           (SELECT count(DISTINCT starts_at)::int FROM history_rollup
            WHERE secret_manager_id = ${id} AND minutes = 5 AND measure = 'read.provider.fresh'
              AND starts_at >= ${hourAgo}::timestamptz AT TIME ZONE 'UTC') AS buckets
    WHERE NOT EXISTS (SELECT FROM connection_field WHERE secret_manager_id = ${id})
       OR EXISTS (SELECT FROM connection_field AS field JOIN connection ON connection.id = field.connection_id
                  WHERE field.secret_manager_id = ${id} AND connection.disabled_at IS NULL)`;
  if (!row) return undefined;
  return { oldestAtMs: row.oldest?.getTime(), asksAlways: row.buckets >= bucketsOfHabit };
}

function oldestHeld(manager: LoadedManager, nowMs: number): number | undefined {
  const { id, credentialRevision } = manager;
  const policy = policyInForce(manager, nowMs);
  const inUse = entriesHeld(id, credentialRevision).filter(
    ({ entry, usedAtMs }) =>
      entry.state === 'value' &&
      usedAtMs >= nowMs - dayMs &&
      isInUse({ fetchedAtMs: entry.fetchedAtMs, usedAtMs }, policy, nowMs),
  );
  return inUse.length === 0 ? undefined : Math.min(...inUse.map(({ entry }) => entry.fetchedAtMs));
}
