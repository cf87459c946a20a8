import { requirePermission } from '@/lib/access/permission';
import { requireConnectionScope } from '@/lib/access/scope';
import { recordEvent } from '@/lib/audit/record';
import { recordBound } from '@/lib/cache/record-events';
import type { Caller } from '@/lib/kernel/caller';
import { parseInput } from '@/lib/kernel/parse';
import { database, transaction } from '@/lib/platform/database';
import { announceNews, tellNews } from '@/lib/platform/news';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import { bindFields } from './bind';
import { keyConflict } from './find';
import { connectionIncludes, presentConnection } from './present';
import { type ConnectionView, type CreateInput, createInputSchema } from './schema';
import { requireSettings } from './settings';

/**
 * Makes a connection. Its references are resolved once, as a workload would, and stored by ids.
 * Throws `forbidden`, `invalid_input`, `conflict` (key), and for a field what `bindFields` throws; nothing is saved then.
 */
export async function createConnection({
  caller,
  input,
}: {
  caller: Caller;
  input: CreateInput;
}): Promise<ConnectionView> {
  requirePermission(caller, 'connection:write');
  const wanted = parseInput(createInputSchema, input);
  requireSettings(wanted.app, wanted.fields);
  const projectIds = wanted.scope === 'project' ? [...new Set(wanted.projectIds)] : [];
  const scope = { scope: wanted.scope, projectIds };
  const taken = await database().connection.findUnique({ where: { key: wanted.key } });
  if (taken) throw keyConflict(wanted.key);
  await requireConnectionScope(database(), caller, scope);
  const columns = await bindFields(caller, scope, wanted.fields);
  const save = transaction(async (tx) => {
    await requireConnectionScope(tx, caller, scope);
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
    await recordBound(tx, columns, { connection: row.key, by: caller.label });
    await recordEvent(tx, {
      caller,
      verb: 'connection.created',
      subject: { kind: 'connection', id: row.id, label: `${row.name} (${row.key})` },
      details: { app: wanted.app, fields: columns.map(({ name }) => name) },
    });
    await announceNews(tx, { topic: 'connection', id: row.key });
    return row;
  });
  try {
    const view = presentConnection(await save, caller);
    tellNews({ topic: 'connection', id: view.key });
    return view;
  } catch (error) {
    throw isUniqueViolation(error) ? keyConflict(wanted.key) : error;
  }
}
