import { servedForMs } from '@/lib/cache/freshness';
import type { EntryFilter } from '@/lib/cache/schema';
import { groupBy } from '@/lib/kernel/group-by';
import { policyOf } from '@/lib/managers/stored-policy';
import { clock } from '@/lib/platform/clock';
import { Prisma, type SecretManager } from '@/lib/platform/prisma-client/client';

/** What entries are judged and shown by. */
export type ManagerOfEntries = Pick<SecretManager, 'id' | 'name' | 'provider' | 'policy'> & {
  breaker: { reason: string; openedAt: Date; retryAt: Date } | null;
};
export const managerOfEntries = {
  id: true,
  name: true,
  provider: true,
  policy: true,
  breaker: { select: { reason: true, openedAt: true, retryAt: true } },
} as const;

/** Conditions on `entry` by state, at one moment. */
export interface EntryFreshness {
  atMs: number;
  is: Record<NonNullable<EntryFilter['state']>, Prisma.Sql>;
  /** Why nothing is asked of the entry's manager: an error code; NULL when it is asked. */
  pausedBecause: Prisma.Sql;
}

/**
 * The same bounds as freshnessOf() in lib/cache, turned into bounds of `fetched_at`. They are constants, and one for all
 * managers of the same policy: a join would be made again for each of ten thousand entries.
 */
export function entryFreshness(managers: readonly ManagerOfEntries[]): EntryFreshness {
  const atMs = clock().now();
  const bounds = managers.map(({ id, policy: stored, breaker }) => {
    const policy = policyOf(stored);
    const pausedBecause = breaker?.reason;
    return { id, freshMs: policy.freshMs, servedMs: servedForMs(policy, pausedBecause), pausedBecause };
  });
  const since = (ageMs: number) =>
    Prisma.sql`(${new Date(atMs - ageMs).toISOString()}::timestamptz AT TIME ZONE 'UTC')`;
  const freshSince = byManager(bounds, ({ freshMs }) => [freshMs, since(freshMs)]);
  const servedSince = byManager(bounds, ({ servedMs }) => [servedMs, since(servedMs)]);
  const pausedBecause = byManager(bounds, ({ pausedBecause: code }) => [
    code ?? '',
    code === undefined ? Prisma.sql`NULL::text` : Prisma.sql`${code}::text`,
  ]);
  const isFresh = Prisma.sql`(entry.state = 'value' AND entry.fetched_at > ${freshSince})`;
  return {
    atMs,
    is: {
      absent: Prisma.sql`entry.state = 'absent'`,
      fresh: isFresh,
      stale: Prisma.sql`(entry.state = 'value' AND entry.fetched_at <= ${freshSince} AND entry.fetched_at > ${servedSince})`,
      expired: Prisma.sql`(entry.state = 'value' AND entry.fetched_at <= ${servedSince})`,
      // As presentEntry() tells it: what the entry notes itself, or why nothing is asked of its manager.
      failing: Prisma.sql`(entry.state = 'absent' OR entry.last_error_code IS NOT NULL
                           OR (${pausedBecause} IS NOT NULL AND NOT ${isFresh}))`,
    },
    pausedBecause,
  };
}

interface Bounds {
  id: string;
  freshMs: number;
  servedMs: number;
  pausedBecause: string | undefined;
}

/** What holds for an entry by its manager: plainly where all are alike, else a CASE of as many arms as there are kinds. */
function byManager(
  bounds: readonly Bounds[],
  pick: (of: Bounds) => readonly [kind: string | number, sql: Prisma.Sql],
): Prisma.Sql {
  const kinds = [...groupBy(bounds, (each) => pick(each)[0]).values()];
  const arms = kinds.flatMap((alike) => (alike[0] ? [{ alike, sql: pick(alike[0])[1] }] : []));
  const [first, ...others] = arms;
  if (!first) return Prisma.sql`NULL`;
  if (others.length === 0) return first.sql;
  const cases = others.map(
    ({ alike, sql }) =>
      Prisma.sql`WHEN entry.secret_manager_id = ANY(${alike.map(({ id }) => id)}::text[]) THEN ${sql}`,
  );
  return Prisma.sql`(CASE ${Prisma.join(cases, ' ')} ELSE ${first.sql} END)`;
}
