import { z } from 'zod';
import { allowanceOfConnection } from '@/lib/access/grants';
import { requireMay, scopedOf } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvents } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { may } from '@/lib/kernel/permissions';
import { titlesOf } from '@/lib/managers/bound-titles';
import type { LoadedManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { database, transaction } from '@/lib/platform/database';
import { publishLocally } from '@/lib/platform/invalidation';
import { translate } from '@/lib/platform/language';
import { parseLocator } from '@/lib/providers/references';
import { reachManager } from '@/lib/secrets/manager';
import type { RepointResult } from './repoint-schema';
import { moveEvents, moveFields, recordMoved } from './repoint-write';

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

type Moves = z.infer<typeof movesSchema>;

/**
 * Undoes a re-point, as far as nothing else was changed: fields are bound as they were before, word for word, without
 * asking a secret manager. A connection that was changed since stays as it is and is named; where nothing could be put back, the
 * re-point is not used up.
 * Throws `forbidden`, `not_found`, `conflict` (undone already).
 */
export const undoRepoint = verb({
  name: 'undoRepoint',
  right: 'connection:write',
  input: idInputSchema,
  audit: ['connection.repoint_undone'],
  run: async ({ caller, input }): Promise<RepointResult> => {
    const row = await database().repoint.findUnique({ where: { id: input.id } });
    if (!row) throw new LatchkeyError('not_found');
    const from = await reachManager(caller, row.fromId);
    const moves = movesSchema.parse(row.changes);
    const rows = await reachedRows(caller, moves);
    const mayGoBack = new Set(rows.filter((row) => isServed(from, row, moves)).map(({ id }) => id));
    const done = await transaction(async (tx) => {
      const { count } = await tx.repoint.updateMany({
        where: { id: row.id, undoneAt: null },
        data: { undoneAt: new Date(clock().now()) },
      });
      if (count === 0) throw new LatchkeyError('conflict', { says: messageFor('undoneAlready') });
      const back = await moveFields(
        tx,
        moves.filter(({ connectionId }) => mayGoBack.has(connectionId)),
        'before',
        { caller, cause: 'connection.repoint_undone' },
      );
      // It can still be undone, once what was in the way is gone.
      if (back.length === 0) await tx.repoint.update({ where: { id: row.id }, data: { undoneAt: null } });
      await recordMoved(tx, back, { side: 'before', by: caller.label });
      await recordEvents(
        tx,
        moveEvents(back, { caller, verb: 'connection.repoint_undone', through: from.name }),
      );
      return back;
    });
    for (const { key } of done) publishLocally({ topic: 'connection', id: key });
    const left = moves.filter(({ connectionId }) => !done.some((move) => move.connectionId === connectionId));
    return {
      id: row.id,
      changed: done.map(({ key, name, fields }) => ({
        key,
        name,
        fields: fields.map((field) => field.name),
      })),
      left: left.map(({ key }) => ({
        key,
        code: 'conflict',
        message: translate(messageFor('changedSinceRepoint')),
      })),
    };
  },
});

/** The connections that are still there, all of which must be the caller's to change. Throws `not_found`, `forbidden`. */
async function reachedRows(caller: Caller, moves: Moves) {
  const where = { id: { in: moves.map(({ connectionId }) => connectionId) } };
  const rows = await database().connection.findMany({
    where,
    select: { id: true, scope: true, projects: { select: { projectId: true } } },
  });
  if (!rows.some((row) => may(caller, 'connection:read', scopedOf(row))))
    throw new LatchkeyError('not_found');
  for (const row of rows) requireMay(caller, 'connection:write', scopedOf(row));
  return rows;
}

/** Whether all that a connection was bound to before may be used by its projects today. */
function isServed(
  from: LoadedManager,
  row: Parameters<typeof scopedOf>[0] & { id: string },
  moves: Moves,
): boolean {
  const allowance = allowanceOfConnection(from, scopedOf(row));
  const fields = moves.find(({ connectionId }) => connectionId === row.id)?.fields ?? [];
  return fields.every(({ before: { reference, shownNames } }) => {
    const titles = titlesOf(shownNames);
    return reference !== null && allowance.allows({ locator: parseLocator(reference), titles });
  });
}
