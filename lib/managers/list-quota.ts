import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import type { LimitWindow } from '@/lib/kernel/limit-window';
import { messageFor } from '@/lib/kernel/message';
import { afterName, byName, type Page, pageByName, pageQuerySchema, withTotal } from '@/lib/kernel/page';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import type { SecretManager } from '@/lib/platform/prisma-client/client';
import { limitsOf, planOf } from '@/lib/providers/descriptors';
import { forecast, mayWorkBehind, type Spent } from '@/lib/quota/budget';
import { feedSpent } from '@/lib/quota/feed-ledger';
import { spentBy } from '@/lib/quota/ledger';
import { judgeNeed } from '@/lib/quota/need';
import type { QuotaView } from '@/lib/quota/schema';
import { quotaSubjectOf } from './quota-subject';
import { policyOf } from './stored-policy';

const minuteMs = 60_000;

/** What each secret manager spent of its provider's limits, from our own ledger, by name. Throws `forbidden`. */
export const listQuota = verb({
  name: 'listQuota',
  right: 'quota:read',
  input: pageQuerySchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<QuotaView>> => {
    const { limit, cursor } = input;
    const where = reachedBy(caller);
    const rows = await database().secretManager.findMany({
      where: { AND: [where, afterName(cursor)] },
      orderBy: [...byName],
      take: limit + 1,
      include: { changeFeed: { select: { feedId: true } } },
    });
    const page = pageByName(rows, limit, (row) => row);
    const items: QuotaView[] = [];
    for (const row of page.items) {
      const limits = limitsOf(row);
      const feedId = row.changeFeed?.feedId;
      const changeFeed = feedId === undefined ? null : await feedSpent(feedId);
      const spent = await spentBy(quotaSubjectOf(row), limits);
      items.push({ ...presentQuota(row, limits, spent), changeFeed });
    }
    const { nextCursor } = page;
    return withTotal({ items, nextCursor }, cursor, () => database().secretManager.count({ where }));
  },
});

function presentQuota(
  row: SecretManager,
  limits: readonly LimitWindow[],
  spent: Spent,
): Omit<QuotaView, 'changeFeed'> {
  const { perDay, fits, endsInMs } = forecast(spent);
  const need = judgeNeed(limits, row.id);
  const fittingFreshMs =
    need && !need.fits ? fittingTime(policyOf(row.policy).freshMs * need.longerBy) : null;
  return {
    secretManagerId: row.id,
    secretManagerName: row.name,
    plan: planOf(row),
    windows: spent.windows.map(({ window: { id, per, windowMs, requests }, used }) => ({
      id,
      per,
      windowMs,
      used,
      limit: limitShown(requests),
    })),
    tokenHour: meterOf(spent, 'credential-hour'),
    accountDay: meterOf(spent, 'account-day'),
    lastHour: spent.lastHour,
    forecast: {
      perDay,
      fits: fits && need?.fits !== false,
      endsAt: endsInMs === null ? null : new Date(clock().now() + endsInMs).toISOString(),
      advice: adviceFor(fits, need, fittingFreshMs),
      fittingFreshMs,
    },
    backgroundWork: mayWorkBehind(spent, 1) ? 'running' : 'yielding',
  };
}

/** What older clients read of one window. */
function meterOf({ windows }: Spent, id: string): QuotaView['tokenHour'] {
  const found = windows.find(({ window }) => window.id === id);
  return { used: found?.used ?? 0, limit: limitShown(found?.window.requests ?? Number.POSITIVE_INFINITY) };
}

/** Null: there is none. */
function limitShown(limit: number): number | null {
  return Number.isFinite(limit) ? limit : null;
}

/** In whole minutes, as people write it. */
function fittingTime(lengthMs: number): number {
  return Math.ceil(lengthMs / minuteMs) * minuteMs;
}

function adviceFor(
  fits: boolean,
  need: ReturnType<typeof judgeNeed>,
  fittingFreshMs: number | null,
): string | null {
  if (need && fittingFreshMs !== null) {
    const minutes = fittingFreshMs / minuteMs;
    return translate(messageFor('freshTooDear', { perDay: need.perDay, minutes }));
  }
  return fits ? null : translate(messageFor('paceTooFast'));
}
