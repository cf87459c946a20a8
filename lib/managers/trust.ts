import type { PolicyInForce, Trust } from '@/lib/cache/freshness';
import { isDatedAhead } from '@/lib/kernel/clock';
import { clock } from '@/lib/platform/clock';
import { database, isDatabaseAway } from '@/lib/platform/database';
import { allIds, onInvalidation } from '@/lib/platform/invalidation';
import { once } from '@/lib/platform/singleton';

/** Nothing heard for so long: the feed is silent. */
export const silentAfterMs = 2 * 60_000;

/** What tells whether a feed is trusted now. Use with `trustSelect`. */
export interface TrustRow {
  status: string;
  breaker: { reason: string } | null;
  changeFeed: {
    refusedAt: Date | null;
    matchedAt: Date | null;
    trustFreshMs: number | null;
    trustSince: Date | null;
    trustEndedAt: Date | null;
    feed: { caughtUpAt: Date | null; failedAt: Date | null };
  } | null;
  /** What is told and could not be read again yet: the latest. */
  dueChanges: { heardAt: Date }[];
}

export const trustSelect = {
  status: true,
  breaker: { select: { reason: true } },
  changeFeed: {
    select: {
      refusedAt: true,
      matchedAt: true,
      trustFreshMs: true,
      trustSince: true,
      trustEndedAt: true,
      feed: { select: { caughtUpAt: true, failedAt: true } },
    },
  },
  dueChanges: {
    where: { attempts: { gt: 0 } },
    select: { heardAt: true },
    orderBy: { heardAt: 'desc' },
    take: 1,
  },
} as const;

interface HeardTrust {
  trust: Trust;
  heardAtMs: number;
  /** The policy in force with it, made once for each policy. */
  over?: PolicyInForce;
  inForce?: PolicyInForce;
}

const heard = () =>
  once('heard-trust', () => {
    onInvalidation('heard-trust', ({ topic, id }) => {
      // After a gap in notifications the policy is in force until the table was asked.
      if (topic === 'secret-manager' && id === allIds) heard().clear();
      // Its own token may be refused: asked at once, and by the policy if it cannot be.
      if (topic === 'breaker' && heard().has(id)) refreshTrust().catch(() => heard().delete(id));
    });
    return new Map<string, HeardTrust>();
  });

/**
 * The trust of a row, and when its feed was heard last. Undefined: none was chosen, or it ended, or the feed is refused or fails, or
 * named no vault of this secret manager yet, since it may be of another account; and while the secret manager's own token is refused,
 * since nothing may be served for longer than it is. Where a change that was told could not be read, what was answered before it was
 * heard is not trusted until it can.
 */
function heardTrustOf({ status, breaker, changeFeed, dueChanges }: TrustRow): HeardTrust | undefined {
  if (!changeFeed?.trustFreshMs || !changeFeed.trustSince || changeFeed.trustEndedAt) return undefined;
  const { caughtUpAt, failedAt } = changeFeed.feed;
  if (changeFeed.refusedAt || failedAt || !caughtUpAt) return undefined;
  if (!changeFeed.matchedAt) return undefined;
  if (status === 'refused' || breaker?.reason === 'provider_denied') return undefined;
  const sinceMs = Math.max(
    changeFeed.trustSince.getTime(),
    ...dueChanges.map(({ heardAt }) => heardAt.getTime()),
  );
  const trust = { freshMs: changeFeed.trustFreshMs, sinceMs };
  return { trust, heardAtMs: caughtUpAt.getTime() };
}

/** What was heard later than now was dated by a clock that was set back since: nothing tells how long ago it was. */
function isHeard({ heardAtMs }: HeardTrust, nowMs: number): boolean {
  return !isDatedAhead(heardAtMs, nowMs) && nowMs - heardAtMs <= silentAfterMs;
}

/** The trust of a row that is in force; null: the policy alone is. */
export function trustInForce(row: TrustRow, nowMs: number): Trust | null {
  const known = heardTrustOf(row);
  return known && isHeard(known, nowMs) ? known.trust : null;
}

/**
 * The policy in force of a loaded secret manager: the one question that reads ask. What this process last heard of its feed
 * decides; away from the database it hears nothing, and the policy alone is in force.
 */
export function policyInForce(
  { id, byPolicy }: { id: string; byPolicy: PolicyInForce },
  nowMs: number,
): PolicyInForce {
  const known = heard().get(id);
  if (!known || !isHeard(known, nowMs) || isDatabaseAway()) return byPolicy;
  if (known.over !== byPolicy || !known.inForce) {
    known.over = byPolicy;
    known.inForce = { ...byPolicy, trust: known.trust };
  }
  return known.inForce;
}

/** Takes in what a row says that was just read. */
export function noteTrust(id: string, row: TrustRow): void {
  const known = heardTrustOf(row);
  if (known) heard().set(id, known);
  else heard().delete(id);
}

/** The policy alone is in force from here on, until the table says otherwise. */
export function forgetTrust(id: string): void {
  heard().delete(id);
}

/** Asks the table which feeds are trusted, and when they were heard. */
export async function refreshTrust(): Promise<void> {
  const rows = await database().secretManager.findMany({
    where: { changeFeed: { trustFreshMs: { not: null } } },
    select: { id: true, ...trustSelect },
  });
  const ids = new Set(rows.map(({ id }) => id));
  for (const id of heard().keys()) if (!ids.has(id)) heard().delete(id);
  for (const row of rows) noteTrust(row.id, row);
}

/** The secret managers whose feed is trusted now, as far as this process heard. */
export function trustedNow(): string[] {
  const nowMs = clock().now();
  return [...heard()].flatMap(([id, known]) => (isHeard(known, nowMs) ? [id] : []));
}
