import { scopedOf } from '@/lib/access/may';
import { reachedBy, reachedBySql } from '@/lib/access/scope';
import { wordsOfRefusal } from '@/lib/access-report/fields';
import { findBroken } from '@/lib/connections/broken';
import { toldFinding } from '@/lib/connections/told-finding';
import { appIds, apps } from '@/lib/kernel/apps';
import type { Caller } from '@/lib/kernel/caller';
import { shownFieldName } from '@/lib/kernel/field-name';
import { groupBy } from '@/lib/kernel/group-by';
import { messageFor } from '@/lib/kernel/message';
import { may } from '@/lib/kernel/permissions';
import { type RefusedBinding, refusedFields } from '@/lib/managers/refused-fields';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import type { AttentionItem } from './schema';

interface ConnectionOfItem {
  key: string;
  name: string;
  app: string;
  disabledAt: Date | null;
  scope: string;
  projects: { projectId: string }[];
}

/** What `itemOf` asks of a connection. */
export const ofItem = {
  key: true,
  name: true,
  app: true,
  disabledAt: true,
  scope: true,
  projects: { select: { projectId: true } },
} as const;

type Told = Pick<AttentionItem, 'kind' | 'severity' | 'fields' | 'message' | 'since'>;

/** Connections with broken references. */
export async function brokenConnections(caller: Caller): Promise<AttentionItem[]> {
  const byConnection = groupBy(await findBroken(caller), ({ connectionId }) => connectionId);
  const rows = await database().connection.findMany({
    where: { id: { in: [...byConnection.keys()] } },
    select: { id: true, ...ofItem, fields: { select: { id: true, name: true } } },
  });
  const items = rows.map(async (row) => {
    const names = new Map(row.fields.map(({ id, name }) => [id, shownFieldName(name)]));
    const found = byConnection.get(row.id) ?? [];
    const told = await Promise.all(found.map((each) => toldFinding(caller, each, scopedOf(row))));
    const fields = found.flatMap(({ fieldId }) => names.get(fieldId) ?? []);
    const isFailing = told.some((each) => each.isFailing);
    const repair = `field=${encodeURIComponent(fields[0] ?? '')}&repair=1`;
    return itemOf(caller, row, {
      kind: 'reference_broken',
      severity: isFailing ? 'critical' : 'warning',
      fields,
      message: [...new Set(told.map(({ message }) => message))].join(' '),
      since: earliest(found.map(({ since }) => since)),
      action: 'repair',
      query: repair,
    });
  });
  return Promise.all(items);
}

/** Connections whose projects may not use what they are bound to. */
export async function refusedConnections(caller: Caller): Promise<AttentionItem[]> {
  const refused = await refusedFields(database());
  const byConnection = groupBy(refused, ({ connectionId }) => connectionId);
  const rows = await database().connection.findMany({
    where: { AND: [{ id: { in: [...byConnection.keys()] } }, reachedBy(caller)] },
    select: { id: true, ...ofItem },
  });
  return rows.map((row) => {
    const fields = byConnection.get(row.id) ?? [];
    return itemOf(caller, row, {
      kind: 'reference_refused',
      severity: 'critical',
      fields: fields.map(({ field }) => field),
      message: refusalsInWords(fields),
      since: null,
      action: 'open',
    });
  });
}

/** Once for all fields that are refused by one secret manager for one reason. */
function refusalsInWords(fields: readonly RefusedBinding[]): string {
  const groups = [
    ...groupBy(fields, ({ secretManagerId, reason }) => `${reason} ${secretManagerId}`).values(),
  ];
  const said = groups.flatMap(([first, ...others]) => {
    if (!first) return [];
    const { reason, secretManagerName: name } = first;
    const isMany = reason === 'not_granted' && others.length > 0;
    return [
      isMany ? messageFor('attentionRefused', { secrets: 1 + others.length, name }) : wordsOfRefusal(first),
    ];
  });
  return said.map(translate).join(' ');
}

/** Connections without a field that their app needs. */
export async function incompleteConnections(caller: Caller): Promise<AttentionItem[]> {
  const needed = apps.flatMap(({ id: app, fields }) =>
    fields.flatMap(({ name, isRequired }) => (isRequired ? [{ app, name }] : [])),
  );
  const lacking = await database().$queryRaw<{ connectionId: string; name: string }[]>`
    SELECT connection.id AS "connectionId", needed.name FROM connection
    JOIN unnest(${needed.map(({ app }) => app)}::text[], ${needed.map(({ name }) => name)}::text[]) AS needed (app, name)
      ON needed.app = connection.app
    WHERE ${reachedBySql(caller)} AND NOT EXISTS (
      SELECT 1 FROM connection_field AS field WHERE field.connection_id = connection.id AND field.name = needed.name)
    ORDER BY connection.id, needed.name`;
  return fromFields(caller, lacking, {
    kind: 'field_missing',
    severity: 'warning',
    message: translate(messageFor('attentionMissing')),
    action: 'set_field',
  });
}

/** Connections with references that were saved unchecked. */
export async function unverifiedConnections(caller: Caller): Promise<AttentionItem[]> {
  const fields = await database().connectionField.findMany({
    where: {
      isVerified: false,
      reference: { not: null },
      secretManagerId: { not: null },
      connection: reachedBy(caller),
    },
    select: { connectionId: true, name: true },
    orderBy: { name: 'asc' },
  });
  return fromFields(caller, fields, {
    kind: 'reference_unverified',
    severity: 'notice',
    message: translate(messageFor('attentionUnverified')),
    action: 'check',
  });
}

/** Items of connections by their fields, which the caller is known to reach. */
async function fromFields(
  caller: Caller,
  fields: readonly { connectionId: string; name: string }[],
  told: Pick<AttentionItem, 'kind' | 'severity' | 'message'> & Pick<AttentionItem['next'], 'action'>,
): Promise<AttentionItem[]> {
  const byConnection = groupBy(fields, ({ connectionId }) => connectionId);
  const rows = await database().connection.findMany({
    where: { id: { in: [...byConnection.keys()] } },
    select: { id: true, ...ofItem },
  });
  return rows.map((row) => {
    const names = (byConnection.get(row.id) ?? []).map(({ name }) => shownFieldName(name));
    const query = `field=${encodeURIComponent(names[0] ?? '')}`;
    return itemOf(caller, row, { ...told, fields: names, since: null, query });
  });
}

/** An item about a connection. Who may not change it is sent to look at it. Of a disabled connection nothing is urgent: workloads are refused anyway. */
export function itemOf(
  caller: Caller,
  row: ConnectionOfItem,
  { action, query, ...told }: Told & Pick<AttentionItem['next'], 'action'> & { query?: string },
): AttentionItem {
  const { key, name } = row;
  const mayChange = may(caller, 'connection:write', scopedOf(row));
  const path = `/connections/${key}`;
  return {
    ...told,
    id: `${told.kind}:${key}`,
    severity: row.disabledAt ? 'notice' : told.severity,
    subject: { kind: 'connection', id: key, label: name, app: appIds.find((id) => id === row.app) ?? null },
    next: mayChange && query ? { action, path: `${path}?${query}` } : { action: 'open', path },
  };
}

function earliest(times: readonly Date[]): string | null {
  const [first] = [...times].sort((one, other) => one.getTime() - other.getTime());
  return first?.toISOString() ?? null;
}
