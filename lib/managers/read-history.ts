import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { failuresOf, figuresOf } from '@/lib/history/figures';
import { flushHistory } from '@/lib/history/flush';
import type { HistoryRange } from '@/lib/history/ranges';
import { readRollups, type Totals } from '@/lib/history/read';
import { type HistoryView, historyInputSchema } from '@/lib/history/schema';
import { wordsOfCode } from '@/lib/kernel/code-words';
import { isErrorCode } from '@/lib/kernel/error-codes';
import type { LimitWindow } from '@/lib/kernel/limit-window';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { currentLanguage } from '@/lib/platform/language';
import type { ManagerPulse, SecretManager } from '@/lib/platform/prisma-client/client';
import { limitsOf } from '@/lib/providers/descriptors';
import { spentBy } from '@/lib/quota/ledger';
import { findManagerRow } from './find';
import { quotaSubjectOf } from './quota-subject';
import { readReason } from './record-status';
import { wellStatuses } from './status';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Steps are whole multiples of what is stored at that age: five minutes for two days, then hours. */
const steps: Record<HistoryRange, { stepMs: number; count: number }> = {
  hour: { stepMs: 5 * minuteMs, count: 12 },
  day: { stepMs: 15 * minuteMs, count: 96 },
  week: { stepMs: 60 * minuteMs, count: 168 },
};

type Row = SecretManager & { pulse: ManagerPulse | null };

/**
 * What happened at the secret managers in the caller's reach, or at one, over the last hour, day or week.
 * Throws `forbidden`, `not_found`, `invalid_input`.
 */
export const readHistory = verb({
  name: 'readHistory',
  right: 'quota:read',
  input: historyInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<HistoryView> => {
    const { secretManagerId, range } = input;
    if (secretManagerId) await findManagerRow(database(), caller, secretManagerId);
    await flushHistory();
    const rows: Row[] = await database().secretManager.findMany({
      where: { ...reachedBy(caller), ...(secretManagerId ? { id: secretManagerId } : {}) },
      include: { pulse: true },
    });
    const { stepMs, count } = steps[range];
    const toMs = (Math.floor(clock().now() / stepMs) + 1) * stepMs;
    const fromMs = toMs - count * stepMs;
    const { byStep, byManager } = await readRollups(
      rows.map(({ id }) => id),
      { fromMs, toMs, stepMs },
    );
    const total = sumOf([...byManager.values()]);
    return {
      range,
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      stepMs,
      points: Array.from({ length: count }, (_, index) => {
        const atMs = fromMs + index * stepMs;
        return { at: new Date(atMs).toISOString(), ...figuresOf(byStep.get(atMs)) };
      }),
      total: figuresOf(total),
      failures: failuresOf(total),
      pacePerStep: paceOf(rows, stepMs),
      accountDay: await accountDayOf(rows),
      managers: rows.map((row) => ({
        secretManagerId: row.id,
        total: figuresOf(byManager.get(row.id)),
        failures: failuresOf(byManager.get(row.id)),
        lastSuccessAt: lastSuccessOf(row)?.toISOString() ?? null,
        lastFailure: lastFailureOf(row),
      })),
    };
  },
});

function sumOf(all: readonly Totals[]): Totals {
  const sum = new Map<string, number>();
  for (const totals of all) {
    for (const [measure, total] of totals) sum.set(measure, (sum.get(measure) ?? 0) + total);
  }
  return sum;
}

/** The daily limits spread over the day. Secret managers of one account share its limit, so it counts once. */
function paceOf(rows: readonly Row[], stepMs: number): number | null {
  if (rows.length === 0) return null;
  const limits = new Map(rows.map((row) => [quotaSubjectOf(row).accountMark, limitOf(row)]));
  return [...limits.values()].reduce((sum, perDay) => sum + (perDay * stepMs) / dayMs, 0);
}

async function accountDayOf(rows: readonly Row[]): Promise<HistoryView['accountDay']> {
  const limited = rows.filter((row) => Number.isFinite(limitOf(row)));
  if (limited.length === 0) return null;
  const accounts = new Map(limited.map((row) => [quotaSubjectOf(row).accountMark, row]));
  const day = { used: 0, limit: 0 };
  for (const row of accounts.values()) {
    day.used += await usedInADay(row);
    day.limit += limitOf(row);
  }
  return day;
}

async function usedInADay(row: Row): Promise<number> {
  const { windows } = await spentBy(quotaSubjectOf(row), dayLimitsOf(row));
  return windows.reduce((sum, { used }) => sum + used, 0);
}

function limitOf(row: Row): number {
  return dayLimitsOf(row)[0]?.requests ?? Number.POSITIVE_INFINITY;
}

/** The limit of the account's day, where the provider has one. */
function dayLimitsOf(row: Row): readonly LimitWindow[] {
  return limitsOf(row).filter(({ per, windowMs }) => per === 'account' && windowMs === dayMs);
}

/** The pulse is written behind, the status at once: whichever tells the later answer, so that neither contradicts the other. */
function lastSuccessOf({ pulse, status, statusSince, checkedAt }: Row): Date | null {
  const told = status === 'connected' ? [statusSince, checkedAt] : [];
  return latest([pulse?.lastSuccessAt ?? null, ...told]);
}

function lastFailureOf({
  pulse,
  status,
  statusSince,
  statusReason,
  checkedAt,
}: Row): HistoryView['managers'][number]['lastFailure'] {
  const isTold = wellStatuses.every((well) => well !== status);
  const told = isTold ? latest([statusSince, checkedAt]) : null;
  const at = latest([pulse?.lastFailureAt ?? null, told]);
  const code = at !== null && at === told ? readReason(statusReason)?.code : pulse?.lastFailureCode;
  if (!at || !code || !isErrorCode(code)) return null;
  return { code, title: wordsOfCode(code, currentLanguage()).title, at: at.toISOString() };
}

function latest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((last, at) => (last === null || (at !== null && at > last) ? at : last), null);
}
