import { scopedOf } from '@/lib/access/may';
import { reachedBySql } from '@/lib/access/scope';
import { freshSinceMs, servedForMs } from '@/lib/cache/freshness';
import type { Caller } from '@/lib/kernel/caller';
import { covers } from '@/lib/managers/fallback';
import { policyInForceOf } from '@/lib/managers/stored-policy';
import type { ManagerTrouble } from '@/lib/managers/trouble';
import { trustSelect } from '@/lib/managers/trust';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { parseLocator } from '@/lib/providers/references';

/** A bound field that workloads cannot get now: its secret manager cannot be asked, and nothing cached may be served. */
export interface UnservedField {
  fieldId: string;
  connectionId: string;
  secretManagerId: string;
}

/**
 * The one judgement of which fields fail because of secret managers that cannot be asked now, of the connections that the
 * caller reaches. What is cached of a secret counts for as long as a read would use it, and so does what the fallback may
 * give. A secret that is remembered as absent is broken, and told as such (./broken).
 */
export async function findUnserved(
  caller: Caller,
  troubled: readonly ManagerTrouble[],
  { connectionIds }: { connectionIds?: readonly string[] } = {},
): Promise<UnservedField[]> {
  if (troubled.length === 0 || connectionIds?.length === 0) return [];
  const managers = await loadRows(troubled.map(({ secretManagerId }) => secretManagerId));
  const fallbacks = await loadRows(managers.flatMap(({ fallbackId }) => fallbackId ?? []));
  const found = await Promise.all(
    managers.map(async (manager) => {
      const given = fallbacks.find(({ id }) => id === manager.fallbackId);
      const fallback =
        given && troubleOf(manager) !== 'provider_denied' && covers(scopedOf(given), scopedOf(manager))
          ? given
          : undefined;
      const isAnswering = fallback !== undefined && troubleOf(fallback) === null;
      const rows = await unservedBy(caller, fallback ? [manager, fallback] : [manager], connectionIds);
      return rows.filter(({ reference }) => !isAnswering || !parseLocator(reference).isPinned);
    }),
  );
  return found.flat().map(({ reference: _reference, ...field }) => field);
}

type Row = Awaited<ReturnType<typeof loadRows>>[number];

/** Fields of the first secret manager of which neither it nor the others have a value that a read would use. */
function unservedBy(
  caller: Caller,
  [manager, ...others]: readonly [Row, ...Row[]],
  connectionIds: readonly string[] | undefined,
): Promise<(UnservedField & { reference: string })[]> {
  const nowMs = clock().now();
  const served = [manager, ...others].map((row) => {
    const policy = policyInForceOf(row, nowMs);
    const servedMs = Math.min(freshSinceMs(policy, nowMs), nowMs - servedForMs(policy, troubleOf(row)));
    const since = new Date(servedMs).toISOString();
    return Prisma.sql`EXISTS (
      SELECT 1 FROM cache_entry AS entry
      WHERE entry.subject = md5(${row.id} || ' ' || field.reference) AND entry.secret_manager_id = ${row.id}
        AND entry.revision = ${row.credentialRevision}
        AND (entry.state = 'absent' OR entry.fetched_at > ${since}::timestamptz AT TIME ZONE 'UTC'))`;
  });
  return database().$queryRaw<(UnservedField & { reference: string })[]>`
    SELECT field.id AS "fieldId", field.connection_id AS "connectionId",
           field.secret_manager_id AS "secretManagerId", field.reference
    FROM connection_field AS field JOIN connection ON connection.id = field.connection_id
    WHERE field.secret_manager_id = ${manager.id} AND field.reference IS NOT NULL AND ${reachedBySql(caller)}
      AND ${connectionIds ? Prisma.sql`field.connection_id = ANY(${[...connectionIds]}::text[])` : Prisma.sql`TRUE`}
      AND NOT (${Prisma.join(served, ' OR ')})
    ORDER BY field.connection_id, field.name`;
}

/** Why it cannot be asked, as far as it bears on how long its values are served; null: it can be asked. */
function troubleOf({ status, breaker }: Pick<Row, 'status' | 'breaker'>): string | null {
  if (status === 'refused') return 'provider_denied';
  return breaker?.reason ?? (status === 'unreachable' || status === 'rate_limited' ? status : null);
}

function loadRows(ids: readonly string[]) {
  return database().secretManager.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      ...trustSelect,
      policy: true,
      credentialRevision: true,
      fallbackId: true,
      scope: true,
      projects: { select: { projectId: true } },
    },
  });
}
