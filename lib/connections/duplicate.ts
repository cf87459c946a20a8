import { randomUUID } from 'node:crypto';
import { requirePermission } from '@/lib/access/permission';
import { requireConnectionScope } from '@/lib/access/scope';
import { recordEvent } from '@/lib/audit/record';
import { recordBound } from '@/lib/cache/record-events';
import type { Caller } from '@/lib/kernel/caller';
import { parseInput } from '@/lib/kernel/parse';
import { database, transaction } from '@/lib/platform/database';
import { announceNews, tellNews } from '@/lib/platform/news';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import { reachManager } from '@/lib/secrets/manager';
import { type DuplicateInput, duplicateInputSchema } from './arrange-schema';
import { findConnectionRow, keyConflict } from './find';
import { sealLiteralAnew, sealTextAnew } from './literal';
import { type ConnectionRow, connectionIncludes, presentConnection } from './present';
import { type ConnectionView, connectionViewSchema } from './schema';
import { requireStoredTexts } from './settings';
import { connectionSubject } from './subject';

/**
 * Makes a connection like another one, under its own key and name. Typed values are sealed anew to the new rows; what
 * is bound stays bound to the same. Needs what making it would: the scope, and every secret manager in it.
 * Throws `forbidden`, `not_found`, `invalid_input`, `conflict` (key).
 */
export async function duplicateConnection({
  caller,
  input,
}: {
  caller: Caller;
  input: { key: string; as: DuplicateInput };
}): Promise<ConnectionView> {
  requirePermission(caller, 'connection:write');
  const wanted = parseInput(duplicateInputSchema, input.as);
  const seen = await findConnectionRow(database(), caller, input.key);
  const managerIds = new Set(seen.fields.flatMap(({ secretManagerId }) => secretManagerId ?? []));
  for (const managerId of managerIds) await reachManager(caller, managerId);
  const save = transaction(async (tx) => {
    const row = await findConnectionRow(tx, caller, input.key);
    requireStoredTexts(connectionViewSchema.shape.app.parse(row.app), row.fields);
    const projectIds = row.projects.map(({ projectId }) => projectId);
    const scope = connectionViewSchema.shape.scope.parse(row.scope);
    await requireConnectionScope(tx, caller, { scope, projectIds });
    const made = await tx.connection.create({
      data: {
        key: wanted.key,
        name: wanted.name,
        app: row.app,
        scope,
        tags: row.tags,
        disabledAt: row.disabledAt,
        createdBy: caller.label,
        projects: { create: projectIds.map((projectId) => ({ projectId })) },
        fields: { createMany: { data: row.fields.map(copyOf) } },
      },
      include: connectionIncludes,
    });
    await recordBound(tx, row.fields, { connection: made.key, by: caller.label });
    await recordEvent(tx, {
      caller,
      verb: 'connection.created',
      subject: connectionSubject(made),
      details: { app: row.app, fields: row.fields.map(({ name }) => name), copyOf: row.key },
    });
    await announceNews(tx, { topic: 'connection', id: made.key });
    return made;
  });
  try {
    const view = presentConnection(await save, caller);
    tellNews({ topic: 'connection', id: view.key });
    return view;
  } catch (error) {
    throw isUniqueViolation(error) ? keyConflict(wanted.key) : error;
  }
}

function copyOf({
  id: before,
  connectionId: _connectionId,
  secretManager: _manager,
  finding: _finding,
  ...field
}: ConnectionRow['fields'][number]) {
  const id = randomUUID();
  const { sealedLiteral, sealedText, shownNames, ...rest } = field;
  return {
    ...rest,
    id,
    sealedLiteral: sealedLiteral && sealLiteralAnew(before, sealedLiteral, id),
    sealedText: sealedText && sealTextAnew(before, sealedText, id),
    ...(shownNames === null ? {} : { shownNames }),
  };
}
