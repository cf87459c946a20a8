import { scopedOf } from '@/lib/access/may';
import { findUnserved } from '@/lib/connections/unserved';
import type { Caller } from '@/lib/kernel/caller';
import { shownFieldName } from '@/lib/kernel/field-name';
import { groupBy } from '@/lib/kernel/group-by';
import { messageFor } from '@/lib/kernel/message';
import { may } from '@/lib/kernel/permissions';
import type { ManagerStatus } from '@/lib/managers/status';
import { type ManagerTrouble, troubledManagers } from '@/lib/managers/trouble';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import { itemOf, ofItem } from './connections';
import type { AttentionItem } from './schema';

/**
 * Secret managers that cannot be asked now, and the connections that workloads cannot get because of them. A secret manager is
 * critical as soon as one of these is among the caller's, and enabled.
 */
export async function troubles(caller: Caller): Promise<AttentionItem[]> {
  const troubled = await troubledManagers(caller);
  if (troubled.length === 0) return [];
  const rows = await database().secretManager.findMany({
    where: { id: { in: troubled.map(({ secretManagerId }) => secretManagerId) } },
    select: { id: true, scope: true, projects: { select: { projectId: true } } },
  });
  const replaceable = new Set(
    rows.filter((row) => may(caller, 'secret-manager:write', scopedOf(row))).map(({ id }) => id),
  );
  const unserved = await unservedConnections(caller, troubled, replaceable);
  const failing = new Set(unserved.filter(({ item }) => item.severity === 'critical').map(({ by }) => by));
  const managers = troubled.map(
    ({ secretManagerId: id, name: label, status, message, since }): AttentionItem => ({
      id: `manager:${id}`,
      kind: kindOf(status),
      severity: status === 'refused' || failing.has(id) ? 'critical' : 'warning',
      subject: { kind: 'secret_manager', id, label, app: null },
      fields: [],
      message,
      since,
      next: nextOf({ secretManagerId: id, status }, replaceable),
    }),
  );
  return [...managers, ...unserved.map(({ item }) => item)];
}

/** One item for each connection and secret manager. */
async function unservedConnections(
  caller: Caller,
  troubled: readonly ManagerTrouble[],
  replaceable: ReadonlySet<string>,
): Promise<{ by: string; item: AttentionItem }[]> {
  const unserved = await findUnserved(caller, troubled);
  const rows = await database().connection.findMany({
    where: { id: { in: unserved.map(({ connectionId }) => connectionId) } },
    select: { id: true, ...ofItem, fields: { select: { id: true, name: true } } },
  });
  const groups = [
    ...groupBy(
      unserved,
      ({ connectionId, secretManagerId }) => `${connectionId} ${secretManagerId}`,
    ).values(),
  ];
  return groups.flatMap(([first, ...others]) => {
    const row = rows.find(({ id }) => id === first?.connectionId);
    const trouble = troubled.find(({ secretManagerId }) => secretManagerId === first?.secretManagerId);
    if (!first || !row || !trouble) return [];
    const ids = new Set([first, ...others].map(({ fieldId }) => fieldId));
    const names = row.fields.flatMap(({ id, name }) => (ids.has(id) ? [shownFieldName(name)] : [])).sort();
    const item = itemOf(caller, row, {
      kind: 'connection_unserved',
      severity: 'critical',
      fields: names,
      message: `${translate(messageFor('attentionUnserved', { name: trouble.name }))} ${trouble.message}`,
      since: null,
      action: 'open',
    });
    const next = trouble.status === 'refused' ? nextOf(trouble, replaceable) : item.next;
    return [
      {
        by: trouble.secretManagerId,
        item: { ...item, id: `${item.id}:${trouble.secretManagerId}`, next },
      },
    ];
  });
}

/** A token that is refused is replaced, by who may. */
function nextOf(
  { secretManagerId, status }: Pick<ManagerTrouble, 'secretManagerId' | 'status'>,
  replaceable: ReadonlySet<string>,
): AttentionItem['next'] {
  const mayReplace = status === 'refused' && replaceable.has(secretManagerId);
  return {
    action: mayReplace ? 'replace_token' : 'open',
    path: `/admin/security/secret-managers/${secretManagerId}`,
  };
}

function kindOf(status: ManagerStatus): AttentionItem['kind'] {
  switch (status) {
    case 'refused':
      return 'manager_refused';
    case 'rate_limited':
      return 'manager_rate_limited';
    default:
      return 'manager_unreachable';
  }
}
