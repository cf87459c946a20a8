import { z } from 'zod';
import { requirePermission } from '@/lib/access/permission';
import { reachedBy, serves } from '@/lib/access/scope';
import { recordEvents } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';
import { clock } from '@/lib/platform/clock';
import { database, transaction } from '@/lib/platform/database';
import { sayNow } from '@/lib/platform/language';
import { tellNews } from '@/lib/platform/news';
import { reachManager } from '@/lib/secrets/manager';
import type { RepointResult } from './repoint-schema';
import { moveFields, recordMoved, subjectOf } from './repoint-write';

const bindingSchema = z.object({
  secretManagerId: z.string().nullable(),
  reference: z.string().nullable(),
  shownReference: z.string().nullable(),
  shownNames: z.unknown(),
  isVerified: z.boolean(),
});
const movesSchema = z.array(
  z.object({
    connectionId: z.string(),
    key: z.string(),
    name: z.string(),
    revision: z.number(),
    fields: z.array(
      z.object({ id: z.string(), name: z.string(), before: bindingSchema, after: bindingSchema }),
    ),
  }),
);

/**
 * Undoes a re-point, as far as nothing else was changed: fields are bound as they were before, word for word, without
 * asking 1Password. A connection that was changed since stays as it is and is named.
 * Throws `forbidden`, `not_found`, `conflict` (undone already).
 */
export async function undoRepoint({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string };
}): Promise<RepointResult> {
  requirePermission(caller, 'connection:write');
  const row = await database().repoint.findUnique({ where: { id: input.id } });
  if (!row) throw new LatchkeyError('not_found');
  if (row.undoneAt) throw undoneAlready();
  const from = await reachManager(caller, row.fromId);
  const moves = movesSchema.parse(row.changes);
  const reached = await database().connection.findMany({
    where: { AND: [reachedBy(caller), { id: { in: moves.map(({ connectionId }) => connectionId) } }] },
    select: { id: true, scope: true, projects: { select: { projectId: true } } },
  });
  const mayGoBack = new Set(
    reached
      .filter(({ scope, projects }) =>
        serves(from, { scope, projectIds: projects.map(({ projectId }) => projectId) }),
      )
      .map(({ id }) => id),
  );
  const done = await transaction(async (tx) => {
    const { count } = await tx.repoint.updateMany({
      where: { id: row.id, undoneAt: null },
      data: { undoneAt: new Date(clock().now()) },
    });
    if (count === 0) throw undoneAlready();
    const back = await moveFields(
      tx,
      moves.filter(({ connectionId }) => mayGoBack.has(connectionId)),
      'before',
    );
    await recordMoved(tx, back, 'before', caller.label);
    await recordEvents(
      tx,
      back.map((move) => ({
        caller,
        verb: 'connection.repoint_undone' as const,
        subject: subjectOf(move),
        details: { fields: move.fields.map(({ name }) => name), secretManager: from.name },
      })),
    );
    return back;
  });
  for (const { key } of done) tellNews({ topic: 'connection', id: key });
  const left = moves.filter(({ connectionId }) => !done.some((move) => move.connectionId === connectionId));
  return {
    id: row.id,
    changed: done.map(({ key, name, fields }) => ({ key, name, fields: fields.map((field) => field.name) })),
    left: left.map(({ key }) => ({
      key,
      code: 'conflict',
      message: sayNow(sentence('changedSinceRepoint')),
    })),
  };
}

function undoneAlready(): LatchkeyError {
  return new LatchkeyError('conflict', { says: sentence('undoneAlready') });
}
