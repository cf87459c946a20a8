import { freshSinceMs, servedForMs } from '@/lib/cache/freshness';
import type { EntryFilter } from '@/lib/cache/schema';
import { policyInForceOf } from '@/lib/managers/stored-policy';
import { type TrustRow, trustSelect } from '@/lib/managers/trust';
import { Prisma, type SecretManager } from '@/lib/platform/prisma-client/client';

/** What entries are judged and shown by. */
export type ManagerOfEntries = Pick<SecretManager, 'id' | 'name' | 'provider' | 'policy' | 'status'> & {
  breaker: { reason: string; openedAt: Date; retryAt: Date } | null;
  changeFeed: TrustRow['changeFeed'];
  dueChanges: TrustRow['dueChanges'];
};
export const managerOfEntries = {
  id: true,
  name: true,
  provider: true,
  policy: true,
  ...trustSelect,
  breaker: { select: { reason: true, openedAt: true, retryAt: true } },
} as const;

/** Entries of one stored state, told by conditions that are all true of them. An index has each of them in every order. */
export interface StateRange {
  state: 'value' | 'absent';
  is: Prisma.Sql;
}

export type EntryState = NonNullable<EntryFilter['state']>;

const value = Prisma.sql`entry.state = 'value'`;
const absent = Prisma.sql`entry.state = 'absent'`;
const isPaused = Prisma.sql`manager.paused_because IS NOT NULL`;
const isNotFresh = Prisma.sql`entry.fetched_at <= manager.fresh_since`;

/** Every entry once, in ranges. */
export const everyRange: readonly StateRange[] = [
  { state: 'value', is: value },
  { state: 'absent', is: absent },
];

/** The entries of each state in ranges without overlap, of `entry` and its `manager` as in `managersAt`. */
export const stateRanges: Readonly<Record<EntryState, readonly StateRange[]>> = {
  fresh: [{ state: 'value', is: Prisma.sql`${value} AND entry.fetched_at > manager.fresh_since` }],
  stale: [
    {
      state: 'value',
      is: Prisma.sql`${value} AND ${isNotFresh} AND entry.fetched_at > manager.served_since`,
    },
  ],
  expired: [
    {
      state: 'value',
      is: Prisma.sql`${value} AND entry.fetched_at <= manager.served_since`,
    },
  ],
  absent: [{ state: 'absent', is: absent }],
  // As presentEntry() tells it: what the entry notes itself, or why nothing is asked of its manager.
  failing: [
    { state: 'absent', is: absent },
    { state: 'value', is: Prisma.sql`${value} AND entry.last_error_code IS NOT NULL` },
    {
      state: 'value',
      is: Prisma.sql`${value} AND entry.last_error_code IS NULL AND ${isPaused} AND ${isNotFresh}`,
    },
  ],
};

/** The entries whose last answer was this error code, in the same way. All of them are failing. */
export function codeRanges(code: string): StateRange[] {
  const otherAbsence = Prisma.sql`${absent} AND entry.absent_code IS DISTINCT FROM ${code}`;
  const isPausedFor = Prisma.sql`entry.last_error_code IS NULL AND manager.paused_because = ${code}`;
  return [
    { state: 'absent', is: Prisma.sql`${absent} AND entry.absent_code = ${code}` },
    { state: 'absent', is: Prisma.sql`${otherAbsence} AND entry.last_error_code = ${code}` },
    { state: 'absent', is: Prisma.sql`${otherAbsence} AND ${isPausedFor}` },
    { state: 'value', is: Prisma.sql`${value} AND entry.last_error_code = ${code}` },
    { state: 'value', is: Prisma.sql`${value} AND ${isPausedFor} AND ${isNotFresh}` },
  ];
}

/** Whether an entry is in one of the ranges. */
export function isInRanges(ranges: readonly StateRange[]): Prisma.Sql {
  const conditions = ranges.map(({ is }) => Prisma.sql`(${is})`);
  return Prisma.sql`(${Prisma.join(conditions, ' OR ')})`;
}

/**
 * Secret managers as a table `manager` to join: since when an answer is fresh and served, by the same bounds as freshnessOf()
 * in lib/cache, and why nothing is asked of it. Seen from one secret manager they are constants, so that an index finds what
 * they bound.
 */
export function managersAt(managers: readonly ManagerOfEntries[], atMs: number): Prisma.Sql {
  const rows = managers.map((manager) => {
    const policy = policyInForceOf(manager, atMs);
    const pausedBecause = manager.breaker?.reason ?? null;
    const iso = (ms: number) => new Date(ms).toISOString();
    const freshMs = freshSinceMs(policy, atMs);
    // What is fresh is served.
    const servedMs = Math.min(freshMs, atMs - servedForMs(policy, pausedBecause));
    return { id: manager.id, freshSince: iso(freshMs), servedSince: iso(servedMs), pausedBecause };
  });
  const [only] = rows;
  // The planner takes it for constants, and an index for sorted.
  if (only && rows.length === 1) {
    const { id, freshSince, servedSince, pausedBecause } = only;
    return Prisma.sql`(
      SELECT ${id}::text AS id, ${freshSince}::timestamptz AT TIME ZONE 'UTC' AS fresh_since,
             ${servedSince}::timestamptz AT TIME ZONE 'UTC' AS served_since, ${pausedBecause}::text AS paused_because) AS manager`;
  }
  return Prisma.sql`(
    SELECT id, fresh_since::timestamptz AT TIME ZONE 'UTC' AS fresh_since,
           served_since::timestamptz AT TIME ZONE 'UTC' AS served_since, paused_because
    FROM unnest(
      ${rows.map(({ id }) => id)}::text[], ${rows.map(({ freshSince }) => freshSince)}::text[],
      ${rows.map(({ servedSince }) => servedSince)}::text[], ${rows.map(({ pausedBecause }) => pausedBecause)}::text[]
    ) AS given (id, fresh_since, served_since, paused_because)) AS manager`;
}
