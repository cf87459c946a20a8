import { requirePermission } from '@/lib/access/permission';
import { requireConnectionScope } from '@/lib/access/scope';
import { recordEvent } from '@/lib/audit/record';
import { recordBound } from '@/lib/cache/record-events';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { parseInput } from '@/lib/kernel/parse';
import { sentence } from '@/lib/kernel/sentence';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { announceNews, tellNews } from '@/lib/platform/news';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import { bindFields, type FieldColumns } from './bind';
import { findConnectionRow, keyConflict } from './find';
import { type ConnectionRow, presentConnection } from './present';
import { type ConnectionView, connectionViewSchema, type UpdateInput, updateInputSchema } from './schema';
import { requireServed } from './served';
import { requireSettings } from './settings';

type Patch = ReturnType<typeof updateInputSchema.parse>;

/**
 * Changes what the patch names and keeps the rest; a field given as null goes. New references are resolved first.
 * Throws `forbidden`, `not_found`, `invalid_input`, `conflict` (key, or `revision` is not the present one), and for a
 * field what `bindFields` throws; nothing is changed then.
 */
export async function updateConnection({
  caller,
  input,
}: {
  caller: Caller;
  input: { key: string; patch: UpdateInput };
}): Promise<ConnectionView> {
  requirePermission(caller, 'connection:write');
  const patch = parseInput(updateInputSchema, input.patch);
  const before = await findConnectionRow(database(), caller, input.key);
  requireRevision(before, patch);
  requireSettings(connectionViewSchema.shape.app.parse(before.app), patch.fields);
  const scope = scopeAfter(before, patch);
  await requireConnectionScope(database(), caller, scope);
  const set = Object.entries(patch.fields ?? {}).flatMap(([name, field]) =>
    field ? [[name, field] as const] : [],
  );
  const columns = await bindFields(caller, scope, Object.fromEntries(set));
  const save = transaction(async (tx) => {
    requireRevision(await findConnectionRow(tx, caller, input.key), patch, before.revision);
    if (patch.scope !== undefined || patch.projectIds !== undefined) await rescope(tx, caller, before, scope);
    await replaceFields(tx, before.id, Object.keys(patch.fields ?? {}), columns);
    await requireServed(tx, before.id, scope);
    await tx.connection.update({
      where: { id: before.id },
      data: {
        revision: { increment: 1 },
        ...(patch.key ? { key: patch.key } : {}),
        ...(patch.name ? { name: patch.name } : {}),
      },
    });
    await recordBound(tx, columns, { connection: patch.key ?? before.key, by: caller.label });
    await recordEvent(tx, {
      caller,
      verb: 'connection.updated',
      subject: {
        kind: 'connection',
        id: before.id,
        label: `${patch.name ?? before.name} (${patch.key ?? before.key})`,
      },
      details: {
        changed: Object.keys(patch).filter((name) => name !== 'revision'),
        fields: Object.keys(patch.fields ?? {}),
        ...(patch.key && patch.key !== before.key ? { keyBefore: before.key } : {}),
      },
    });
    await announceNews(tx, { topic: 'connection', id: before.key });
    return findConnectionRow(tx, caller, patch.key ?? before.key);
  });
  try {
    const view = presentConnection(await save, caller);
    tellNews({ topic: 'connection', id: before.key });
    tellNews({ topic: 'connection', id: view.key });
    return view;
  } catch (error) {
    throw isUniqueViolation(error) && patch.key ? keyConflict(patch.key) : error;
  }
}

function scopeAfter(before: ConnectionRow, patch: Patch) {
  const scope = patch.scope ?? (before.scope === 'project' ? 'project' : 'platform');
  const ids = patch.projectIds ?? before.projects.map(({ projectId }) => projectId);
  return { scope, projectIds: scope === 'project' ? [...new Set(ids)] : [] } as const;
}

async function rescope(
  tx: Transaction,
  caller: Caller,
  before: ConnectionRow,
  scope: ReturnType<typeof scopeAfter>,
): Promise<void> {
  await requireConnectionScope(tx, caller, scope);
  await tx.connectionProject.deleteMany({ where: { connectionId: before.id } });
  await tx.connection.update({
    where: { id: before.id },
    data: { scope: scope.scope, projects: { create: scope.projectIds.map((projectId) => ({ projectId })) } },
  });
}

async function replaceFields(
  tx: Transaction,
  connectionId: string,
  names: readonly string[],
  columns: readonly FieldColumns[],
): Promise<void> {
  await tx.connectionField.deleteMany({ where: { connectionId, name: { in: [...names] } } });
  await tx.connectionField.createMany({ data: columns.map((column) => ({ ...column, connectionId })) });
}

function requireRevision(row: ConnectionRow, patch: Patch, seen = patch.revision): void {
  if (seen === undefined || seen === row.revision) return;
  throw new LatchkeyError('conflict', {
    says: sentence('connectionChanged'),
  });
}
