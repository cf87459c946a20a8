import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { messageFor } from '@/lib/kernel/message';
import { afterName, byName, type Page, pageByName, pageQuerySchema, withTotal } from '@/lib/kernel/page';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import type { SecretManager } from '@/lib/platform/prisma-client/client';
import { forecast, mayWorkBehind, type Spent } from '@/lib/quota/budget';
import { spentBy } from '@/lib/quota/ledger';
import { planLimits } from '@/lib/quota/limits';
import { judgeNeed } from '@/lib/quota/need';
import type { QuotaView } from '@/lib/quota/schema';
import { planOf } from './plans';
import { quotaSubjectOf } from './quota-subject';
import { policyOf } from './stored-policy';

const minuteMs = 60_000;

/** What each secret manager spent of 1Password's limits, from our own ledger, by name. Throws `forbidden`. */
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
    });
    const page = pageByName(rows, limit, (row) => row);
    const items: QuotaView[] = [];
    for (const row of page.items) items.push(presentQuota(row, await spentBy(quotaSubjectOf(row))));
    const { nextCursor } = page;
    return withTotal({ items, nextCursor }, cursor, () => database().secretManager.count({ where }));
  },
});

function presentQuota(row: SecretManager, spent: Spent & { lastHour: number }): QuotaView {
  const plan = planOf(row);
  const { perTokenHour, perAccountDay } = planLimits[plan];
  const { perDay, fits, endsInMs } = forecast(plan, spent, spent.lastHour);
  const need = judgeNeed(plan, row.id);
  const fittingFreshMs =
    need && !need.fits ? fittingTime(policyOf(row.policy).freshMs * need.longerBy) : null;
  return {
    secretManagerId: row.id,
    secretManagerName: row.name,
    plan,
    tokenHour: { used: spent.tokenHour, limit: limitShown(perTokenHour) },
    accountDay: { used: spent.accountDay, limit: limitShown(perAccountDay) },
    lastHour: spent.lastHour,
    forecast: {
      perDay,
      fits: fits && need?.fits !== false,
      endsAt: endsInMs === null ? null : new Date(clock().now() + endsInMs).toISOString(),
      advice: adviceFor(fits, need, fittingFreshMs),
      fittingFreshMs,
    },
    backgroundWork: mayWorkBehind(plan, spent, 1) ? 'running' : 'yielding',
  };
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
