import { requireMay } from '@/lib/access/may';
import { requireProjects } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { recordBound } from '@/lib/cache/record-events';
import { shownFieldName } from '@/lib/kernel/field-name';
import { database, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import type { FieldColumns } from './bind';
import { bindAll } from './environment-bind';
import { allOf } from './field-errors';
import { keyConflict, requireFreeKey } from './find';
import { keepFirstVersions } from './keep-versions';
import { connectionIncludes } from './present';
import { type ConnectionView, createInputSchema } from './schema';
import { requireSettings } from './settings';
import { viewOf } from './troubles';

/**
 * Makes a connection. Its references are resolved once, as a workload would, and stored by ids.
 * Throws `forbidden`, `invalid_input`, `conflict` (key), and for a field what `bindFields` throws; nothing is saved then.
 */
export const createConnection = verb({
  name: 'createConnection',
  right: 'connection:write',
  input: createInputSchema,
  audit: ['connection.created'],
  run: async ({ caller, input }): Promise<ConnectionView> => {
    const wanted = input;
    const projectIds = wanted.scope === 'project' ? [...new Set(wanted.projectIds)] : [];
    const scope = { scope: wanted.scope, projectIds };
    requireMay(caller, 'connection:write', null, scope);
    requireSettings(wanted.app, wanted.fields);
    await requireProjects(database(), scope);
    const [, columns = []] = await allOf<FieldColumns[] | undefined>([
      () => requireFreeKey(wanted.key),
      () => bindAll(caller, { ...scope, app: wanted.app }, wanted),
    ]);
    const save = transaction(async (tx) => {
      await requireProjects(tx, scope);
      const row = await tx.connection.create({
        data: {
          key: wanted.key,
          name: wanted.name,
          app: wanted.app,
          scope: wanted.scope,
          createdBy: caller.label,
          projects: { create: projectIds.map((projectId) => ({ projectId })) },
          fields: { createMany: { data: columns } },
        },
        include: connectionIncludes,
      });
      await keepFirstVersions(tx, [row], { caller, cause: 'connection.created' });
      await recordBound(tx, columns, { connection: row.key, by: caller.label });
      await recordEvent(tx, {
        caller,
        verb: 'connection.created',
        subject: { kind: 'connection', id: row.id, label: `${row.name} (${row.key})` },
        details: { app: wanted.app, fields: columns.map(({ name }) => shownFieldName(name)) },
      });
      await publishInTransaction(tx, { topic: 'connection', id: row.key });
      return row;
    });
    try {
      const view = await viewOf(await save, caller);
      publishLocally({ topic: 'connection', id: view.key });
      return view;
    } catch (error) {
      throw isUniqueViolation(error) ? keyConflict(wanted.key) : error;
    }
  },
});
