import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { recordBound } from '@/lib/cache/record-events';
import { shownFieldName } from '@/lib/kernel/field-name';
import { idSchema } from '@/lib/kernel/ids';
import { database, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import { reachManager } from '@/lib/secrets/manager';
import { duplicateInputSchema } from './arrange-schema';
import { findConnectionToChange, keyConflict } from './find';
import { keepFirstVersions } from './keep-versions';
import { resealLiteral, resealText } from './literal';
import { areNewest, nextSealedVersion, olderField } from './newest-fields';
import { type ConnectionRow, connectionIncludes } from './present';
import { type ConnectionView, connectionViewSchema } from './schema';
import { requireStoredTexts } from './settings';
import { connectionSubject } from './subject';
import { viewOf } from './troubles';

/**
 * Makes a connection like another one, under its own key and name. Typed values are sealed to the new rows; what
 * is bound stays bound to the same. Needs the right to change the one that is copied, since its typed values go along.
 * Throws `forbidden`, `not_found`, `invalid_input`, `conflict` (key).
 */
export const duplicateConnection = verb({
  name: 'duplicateConnection',
  right: 'connection:write',
  input: z.object({ key: idSchema, as: duplicateInputSchema }),
  audit: ['connection.created'],
  run: async ({ caller, input }): Promise<ConnectionView> => {
    const wanted = input.as;
    const seen = await findConnectionToChange(database(), caller, input.key);
    const managerIds = new Set(seen.fields.flatMap(({ secretManagerId }) => secretManagerId ?? []));
    for (const managerId of managerIds) await reachManager(caller, managerId);
    const save = transaction(async (tx) => {
      const row = await findConnectionToChange(tx, caller, input.key);
      const projectIds = row.projects.map(({ projectId }) => projectId);
      const scope = connectionViewSchema.shape.scope.parse(row.scope);
      if (!areNewest(row.fields)) throw olderField(row.id);
      requireStoredTexts(connectionViewSchema.shape.app.parse(row.app), row.fields);
      const sealedVersion = await nextSealedVersion(tx);
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
          fields: { createMany: { data: row.fields.map((field) => copyOf(field, sealedVersion)) } },
        },
        include: connectionIncludes,
      });
      await keepFirstVersions(tx, [made], { caller, cause: 'connection.created' });
      await recordBound(tx, row.fields, { connection: made.key, by: caller.label });
      await recordEvent(tx, {
        caller,
        verb: 'connection.created',
        subject: connectionSubject(made),
        details: {
          app: row.app,
          fields: row.fields.map(({ name }) => shownFieldName(name)),
          copyOf: row.key,
        },
      });
      await publishInTransaction(tx, { topic: 'connection', id: made.key });
      return made;
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

function copyOf(original: ConnectionRow['fields'][number], sealedVersion: bigint) {
  const {
    id: _id,
    connectionId: _connectionId,
    secretManager: _manager,
    containerKey: _container,
    unitKey: _unit,
    isPinned: _pinned,
    sealedLiteral,
    sealedText,
    shownNames,
    environment,
    ...rest
  } = original;
  const copy = { id: randomUUID(), sealedVersion };
  return {
    ...rest,
    ...copy,
    sealedLiteral: sealedLiteral && resealLiteral(original, sealedLiteral, copy),
    sealedText: sealedText && resealText(original, sealedText, copy),
    ...(shownNames === null ? {} : { shownNames }),
    ...(environment === null ? {} : { environment }),
  };
}
