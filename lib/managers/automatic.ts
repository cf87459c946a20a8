import { defaultPolicy } from '@/lib/cache/default-policy';
import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { descriptorOf, isProviderId, limitsOf } from '@/lib/providers/descriptors';
import { carriedFreshMs } from '@/lib/quota/carried';
import { isFreshTimeAutomatic, policyOf } from './stored-policy';

/**
 * Brings automatic fresh times up to what the plans carry for what is bound now: of one secret manager, in the
 * transaction of its change, or of all. A time that somebody set is left alone. Answers whose changed.
 */
export async function settleFreshTimes(tx: Transaction, id?: string): Promise<string[]> {
  const rows = await tx.secretManager.findMany({
    where: id === undefined ? {} : { id },
    select: { id: true, provider: true, plan: true, policy: true },
  });
  const automatic = rows.filter(({ policy }) => isFreshTimeAutomatic(policy));
  const bound = await boundPlaces(
    tx,
    automatic.map((row) => row.id),
  );
  const changed = automatic.flatMap((row) => {
    const { id: managerId, policy } = row;
    const { freshMs, refreshAheadRatio } = policyOf(policy);
    const carriedMs = carriedFreshMs(limitsOf(row), {
      vaults: requestsOf(row.provider, bound.get(managerId)),
      refreshAheadRatio,
      leastMs: defaultPolicy.freshMs,
    });
    return carriedMs === freshMs ? [] : [{ id: managerId, freshMs: carriedMs }];
  });
  if (changed.length === 0) return [];
  const now = new Date(clock().now()).toISOString();
  // In the database, so that a time that is set meanwhile stays.
  const rowsChanged = await tx.$queryRaw<{ id: string }[]>`
    UPDATE secret_manager AS manager
    SET policy = manager.policy || jsonb_build_object('automaticFreshMs', carried."freshMs"),
        revision = manager.revision + 1, updated_at = ${now}::timestamptz AT TIME ZONE 'UTC'
    FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS carried(id text, "freshMs" bigint)
    WHERE manager.id = carried.id AND NOT manager.policy ? 'freshMs'
    RETURNING manager.id`;
  for (const row of rowsChanged) await publishInTransaction(tx, { topic: 'secret-manager', id: row.id });
  return rowsChanged.map((row) => row.id);
}

/** Settles the automatic fresh time of every secret manager: what it carries changes with each connection that is bound. */
export async function settleAllFreshTimes(): Promise<void> {
  for (const id of await transaction((tx) => settleFreshTimes(tx)))
    publishLocally({ topic: 'secret-manager', id });
}

interface BoundPlaces {
  containers: number;
  units: number;
}

/** What refreshing takes: a vault one request where the kind lists vaults, else its items as many as are read at once. */
function requestsOf(
  provider: string,
  { containers, units }: BoundPlaces = { containers: 0, units: 0 },
): number {
  if (!isProviderId(provider)) return containers;
  const { listsContainers, itemsPerRequest } = descriptorOf(provider);
  return listsContainers ? containers : Math.ceil(units / itemsPerRequest);
}

/** In how many vaults and items something is bound, by secret manager. */
async function boundPlaces(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, BoundPlaces>> {
  const rows = await tx.$queryRaw<({ id: string } & BoundPlaces)[]>`
    SELECT secret_manager_id AS id, count(DISTINCT container_key)::int AS containers,
           count(DISTINCT unit_key)::int AS units
    FROM connection_field
    WHERE secret_manager_id = ANY(${[...ids]}::text[]) AND reference IS NOT NULL
    GROUP BY secret_manager_id`;
  return new Map(rows.map(({ id, ...places }) => [id, places]));
}
