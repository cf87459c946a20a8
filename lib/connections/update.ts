import { z } from 'zod';
import { requireMay, scopedOf } from '@/lib/access/may';
import { requireProjects } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { recordBound } from '@/lib/cache/record-events';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { isEnvironmentField } from '@/lib/kernel/field-name';
import { idSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import type { FieldColumns } from './bind';
import { bindAll } from './environment-bind';
import { allOf } from './field-errors';
import { findConnectionRow, keyConflict, requireFreeKey } from './find';
import { keepingVersions } from './keep-versions';
import type { ConnectionRow } from './present';
import { type ConnectionView, connectionViewSchema, updateInputSchema } from './schema';
import { requireServed } from './served';
import { requireSettings } from './settings';
import { viewOf } from './troubles';

type Patch = ReturnType<typeof updateInputSchema.parse>;

/**
 * Changes what the patch names and keeps the rest; a field given as null goes. New references are resolved first.
 * Throws `forbidden`, `not_found`, `invalid_input`, `conflict` (key, or `revision` is not the present one), and for a
 * field what `bindFields` throws; nothing is changed then.
 */
export const updateConnection = verb({
  name: 'updateConnection',
  right: 'connection:write',
  input: z.object({ key: idSchema, patch: updateInputSchema }),
  audit: ['connection.updated'],
  run: async ({ caller, input }): Promise<ConnectionView> => {
    const before = await findConnectionRow(database(), caller, input.key);
    return saveConnection(caller, before, input.patch, { verb: 'connection.updated' });
  },
});

/** Whose change it is, beside the patch: an edit, or the restoring of a version, which brings its tags along. */
type Way =
  | { verb: 'connection.updated' }
  | { verb: 'connection.restored'; version: number; tags: readonly string[] };

/** Saves a change of a connection as it was read, by every rule of saving. Throws as `updateConnection` does. */
export async function saveConnection(
  caller: Caller,
  before: ConnectionRow,
  patch: Patch,
  way: Way,
): Promise<ConnectionView> {
  const scope = scopeAfter(before, patch);
  requireMay(caller, 'connection:write', scopedOf(before), scope);
  requireRevision(before, patch);
  requireSettings(connectionViewSchema.shape.app.parse(before.app), patch.fields);
  await requireProjects(database(), scope);
  const set = Object.entries(patch.fields ?? {}).flatMap(([name, field]) =>
    field ? [[name, field] as const] : [],
  );
  const { key = before.key } = patch;
  const [, columns = []] = await allOf<FieldColumns[] | undefined>([
    async () => (key === before.key ? undefined : requireFreeKey(key)),
    () =>
      bindAll(
        caller,
        { ...scope, app: before.app },
        { fields: Object.fromEntries(set), environment: patch.environment },
      ),
  ]);
  const isRestored = way.verb === 'connection.restored';
  const change = { caller, cause: way.verb, ...(isRestored ? { restoredFrom: way.version } : {}) };
  const save = transaction((tx) =>
    keepingVersions(tx, [before.id], change, async () => {
      await takeRevision(tx, before);
      if (patch.scope !== undefined || patch.projectIds !== undefined) await rescope(tx, before, scope);
      await replaceFields(tx, before, patch, columns);
      await requireServed(tx, before.id, scope);
      await tx.connection.update({
        where: { id: before.id },
        data: {
          ...(patch.key ? { key: patch.key } : {}),
          ...(patch.name ? { name: patch.name } : {}),
          ...(isRestored ? { tags: [...way.tags] } : {}),
        },
      });
      await recordBound(tx, columns, { connection: patch.key ?? before.key, by: caller.label });
      await recordEvent(tx, {
        caller,
        verb: way.verb,
        subject: {
          kind: 'connection',
          id: before.id,
          label: `${patch.name ?? before.name} (${patch.key ?? before.key})`,
        },
        before: scopedOf(before),
        details: {
          ...(isRestored ? { version: way.version } : {}),
          changed: Object.keys(patch).filter((name) => name !== 'revision'),
          fields: Object.keys(patch.fields ?? {}),
          ...(patch.key && patch.key !== before.key ? { keyBefore: before.key } : {}),
        },
      });
      await publishInTransaction(tx, { topic: 'connection', id: before.key });
      return findConnectionRow(tx, caller, patch.key ?? before.key);
    }),
  );
  try {
    const view = await viewOf(await save, caller);
    publishLocally({ topic: 'connection', id: before.key });
    publishLocally({ topic: 'connection', id: view.key });
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
  before: ConnectionRow,
  scope: ReturnType<typeof scopeAfter>,
): Promise<void> {
  await requireProjects(tx, scope);
  await tx.connectionProject.deleteMany({ where: { connectionId: before.id } });
  await tx.connection.update({
    where: { id: before.id },
    data: { scope: scope.scope, projects: { create: scope.projectIds.map((projectId) => ({ projectId })) } },
  });
}

async function replaceFields(
  tx: Transaction,
  { id: connectionId, fields }: ConnectionRow,
  patch: Patch,
  columns: readonly FieldColumns[],
): Promise<void> {
  const ofEnvironment = fields.map(({ name }) => name).filter(isEnvironmentField);
  const names = [
    ...Object.keys(patch.fields ?? {}),
    ...(patch.environment === undefined ? [] : ofEnvironment),
  ];
  await tx.connectionField.deleteMany({ where: { connectionId, name: { in: names } } });
  await tx.connectionField.createMany({ data: columns.map((column) => ({ ...column, connectionId })) });
}

function requireRevision(row: ConnectionRow, { revision }: Patch): void {
  if (revision !== undefined && revision !== row.revision) throw changedMeanwhile();
}

/** What was decided holds for the row as it was read: the change happens on that revision or not at all. */
async function takeRevision(tx: Transaction, { id, revision }: ConnectionRow): Promise<void> {
  const { count } = await tx.connection.updateMany({
    where: { id, revision },
    data: { revision: { increment: 1 } },
  });
  if (count === 0) throw changedMeanwhile();
}

function changedMeanwhile(): LatchkeyError {
  return new LatchkeyError('conflict', { says: messageFor('connectionChanged') });
}
