import { scopedOf } from '@/lib/access/may';
import { ownedBy } from '@/lib/access/scope';
import { disabledCreators } from '@/lib/api-keys/disabled-creators';
import type { Caller } from '@/lib/kernel/caller';
import { messageFor } from '@/lib/kernel/message';
import { may } from '@/lib/kernel/permissions';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import type { AttentionItem } from './schema';

const dayMs = 24 * 3_600_000;
const soonMs = 14 * dayMs;
const criticalMs = 2 * dayMs;

/** API keys that end within 14 days and that no other takes the place of, and those whose creator is disabled. */
export async function keysInNeed(caller: Caller): Promise<AttentionItem[]> {
  const rows = await readKeys(caller);
  return [...endingKeys(caller, rows), ...(await keysOfDisabledPeople(caller, rows))];
}

function endingKeys(caller: Caller, rows: readonly KeyRow[]): AttentionItem[] {
  const nowMs = clock().now();
  return rows.flatMap((row) => {
    const leftMs = row.expiresAt ? row.expiresAt.getTime() - nowMs : Number.POSITIVE_INFINITY;
    if (leftMs > soonMs || row.replacedById !== null) return [];
    const days = Math.max(1, Math.ceil(leftMs / dayMs));
    const says = messageFor('attentionKeyEnds', { days });
    const severity = leftMs <= criticalMs ? 'critical' : 'warning';
    return [itemOf(caller, row, { kind: 'key_ending', severity, message: translate(says) })];
  });
}

/** They go on working. */
async function keysOfDisabledPeople(caller: Caller, rows: readonly KeyRow[]): Promise<AttentionItem[]> {
  const disabled = await disabledCreators(database(), rows);
  return rows.flatMap((row) => {
    if (row.createdById === null || !disabled.has(row.createdById)) return [];
    const says = messageFor('reportKeyOfDisabled', { person: row.createdBy });
    return [
      itemOf(caller, row, { kind: 'key_of_disabled_person', severity: 'notice', message: translate(says) }),
    ];
  });
}

type KeyRow = Awaited<ReturnType<typeof readKeys>>[number];

function readKeys(caller: Caller) {
  return database().apiKey.findMany({
    where: {
      AND: [
        ownedBy(caller),
        { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date(clock().now()) } }] },
      ],
    },
    select: {
      id: true,
      name: true,
      scope: true,
      expiresAt: true,
      replacedById: true,
      createdBy: true,
      createdById: true,
      projects: { select: { projectId: true } },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

function itemOf(
  caller: Caller,
  row: KeyRow,
  told: Pick<AttentionItem, 'kind' | 'severity' | 'message'>,
): AttentionItem {
  const mayRotate = told.kind === 'key_ending' && may(caller, 'api-key:write', scopedOf(row));
  return {
    ...told,
    id: `${told.kind}:${row.id}`,
    subject: { kind: 'api_key', id: row.id, label: row.name, app: null },
    fields: [],
    since: null,
    next: {
      action: mayRotate ? 'rotate_key' : 'open',
      path: `/admin/security/api-keys?search=${encodeURIComponent(row.name)}`,
    },
  };
}
