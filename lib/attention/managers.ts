import { scopedOf } from '@/lib/access/may';
import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { isErrorCode } from '@/lib/kernel/error-codes';
import { messageFor } from '@/lib/kernel/message';
import { may } from '@/lib/kernel/permissions';
import { listQuota } from '@/lib/managers/list-quota';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import type { AttentionItem } from './schema';

const page = (id: string) => `/admin/security/secret-managers/${id}`;

// Where refreshing ahead has stopped already (70 %), and people's own look-ups take what is left.
const lowShare = 0.8;
const hourMs = 3_600_000;

/** Secret managers whose request limits are nearly used up. */
export async function lowBudgets(caller: Caller): Promise<AttentionItem[]> {
  const { items } = await listQuota({ caller, input: { limit: 200 } });
  return items.flatMap(({ secretManagerId: id, secretManagerName: label, windows, forecast }) => {
    const meters = windows.flatMap(({ used, limit, windowMs }) =>
      limit ? [{ used, limit, isHour: windowMs <= hourMs }] : [],
    );
    const [fullest] = [...meters].sort((one, other) => other.used / other.limit - one.used / one.limit);
    if (!fullest || fullest.used / fullest.limit < lowShare) return [];
    const { used, limit } = fullest;
    const percent = Math.floor((used / limit) * 100);
    const says = messageFor(fullest.isHour ? 'attentionHourSpent' : 'attentionDaySpent', {
      percent,
      limit,
    });
    return [
      {
        id: `budget:${id}`,
        kind: 'budget_low',
        severity: used >= limit ? 'critical' : 'warning',
        subject: { kind: 'secret_manager', id, label, app: null },
        fields: [],
        message: [translate(says), forecast.advice].filter(Boolean).join(' '),
        since: null,
        next: { action: 'open', path: page(id) },
      },
    ];
  });
}

/** Secret managers whose last scan ended early, or left something out. */
export async function failedScans(caller: Caller): Promise<AttentionItem[]> {
  const rows = await database().secretManager.findMany({
    where: { AND: [reachedBy(caller), { scan: { errorCode: { not: null }, finishedAt: { not: null } } }] },
    select: { id: true, name: true, scan: { select: { errorCode: true, finishedAt: true } } },
  });
  return rows.flatMap(({ id, name: label, scan }) => {
    const code = scan?.errorCode;
    if (!code) return [];
    const because = { code: isErrorCode(code) ? code : ('internal' as const) };
    return [
      {
        id: `scan:${id}`,
        kind: 'scan_failed',
        severity: 'warning',
        subject: { kind: 'secret_manager', id, label, app: null },
        fields: [],
        message: translate(messageFor('attentionScanFailed', { because })),
        since: scan.finishedAt?.toISOString() ?? null,
        next: { action: 'open', path: page(id) },
      },
    ];
  });
}

/** Secret managers whose change feed is not trusted any more, since it kept a change to itself. Nothing fails by that. */
export async function endedTrusts(caller: Caller): Promise<AttentionItem[]> {
  const rows = await database().secretManager.findMany({
    where: { AND: [reachedBy(caller), { changeFeed: { trustEndedAt: { not: null } } }] },
    select: {
      id: true,
      name: true,
      scope: true,
      projects: { select: { projectId: true } },
      changeFeed: { select: { trustEndedAt: true } },
    },
  });
  return rows.map((row) => ({
    id: `trust:${row.id}`,
    kind: 'trust_ended',
    severity: 'notice',
    subject: { kind: 'secret_manager', id: row.id, label: row.name, app: null },
    fields: [],
    message: translate(messageFor('attentionTrustEnded')),
    since: row.changeFeed?.trustEndedAt?.toISOString() ?? null,
    next: {
      action: may(caller, 'secret-manager:write', scopedOf(row)) ? 'turn_on' : 'open',
      path: `${page(row.id)}#change-feed`,
    },
  }));
}
