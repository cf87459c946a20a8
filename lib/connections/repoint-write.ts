import { randomUUID } from 'node:crypto';
import { recordEvents } from '@/lib/audit/record';
import { recordAllBound } from '@/lib/cache/record-events';
import type { AuditVerb } from '@/lib/kernel/audit-verbs';
import type { Caller } from '@/lib/kernel/caller';
import { shownFieldName } from '@/lib/kernel/field-name';
import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { type Change, keepingVersions } from './keep-versions';
import { connectionSubject } from './subject';

/** The columns that bind a field. `shownNames` is what stands there, unread. */
export interface Binding {
  secretManagerId: string | null;
  reference: string | null;
  shownReference: string | null;
  shownNames: unknown;
  isVerified: boolean;
}

/** Fields of one connection, with what each was bound to and what it shall be bound to. */
export interface Move {
  connectionId: string;
  key: string;
  name: string;
  /** The move happens only while this is the connection's revision. */
  revision: number;
  fields: { id: string; name: string; before: Binding; after: Binding }[];
}

interface Way {
  fromId: string;
  toId: string;
  toName: string;
}

/**
 * Does all moves in one transaction of a few statements, leaving out connections whose revision is another by now, and
 * keeps what it did. Answers under which id, and which moves were done.
 */
export async function writeMoves(
  caller: Caller,
  way: Way,
  moves: readonly Move[],
): Promise<{ id: string; written: Move[] }> {
  const id = randomUUID();
  const written = await transaction(async (tx) => {
    const done = await moveFields(tx, moves, 'after', { caller, cause: 'connection.repointed' });
    await recordMoved(tx, done, { side: 'after', by: caller.label });
    await recordEvents(tx, moveEvents(done, { caller, verb: 'connection.repointed', through: way.toName }));
    await tx.repoint.create({
      data: {
        id,
        fromId: way.fromId,
        toId: way.toId,
        at: new Date(clock().now()),
        by: caller.label,
        byId: caller.id,
        changes: JSON.parse(JSON.stringify(done.map((move) => ({ ...move, revision: move.revision + 1 })))),
      },
    });
    return done;
  });
  for (const { key } of written) publishLocally({ topic: 'connection', id: key });
  return { id, written };
}

/** What the audit says of moves that were done: of each connection its fields, and the secret manager they are bound through now. */
export function moveEvents(
  done: readonly Move[],
  { caller, verb, through }: { caller: Caller; verb: AuditVerb; through: string },
) {
  return done.map(({ connectionId: id, key, name, fields }) => ({
    caller,
    verb,
    subject: connectionSubject({ id, key, name }),
    details: { fields: fields.map((field) => shownFieldName(field.name)), secretManager: through },
  }));
}

/** Writes into the timeline of each reference that it was bound, or how, in the transaction of the moves. */
export async function recordMoved(
  tx: Transaction,
  done: readonly Move[],
  { side, by, kind }: { side: 'before' | 'after'; by: string; kind?: 'followed_name' },
): Promise<void> {
  const changes = done.map(({ key, fields }) => ({
    connection: key,
    fields: fields.map(({ [side]: binding }) => binding),
  }));
  await recordAllBound(tx, changes, by, kind);
}

/** Binds the fields of these moves, forwards or back, where the revision is still the move's. Answers which were. */
export async function moveFields(
  tx: Transaction,
  moves: readonly Move[],
  side: 'before' | 'after',
  change: Change,
): Promise<Move[]> {
  const ids = moves.map(({ connectionId }) => connectionId);
  return keepingVersions(tx, ids, change, () => writeFields(tx, moves, side));
}

async function writeFields(
  tx: Transaction,
  moves: readonly Move[],
  side: 'before' | 'after',
): Promise<Move[]> {
  const wanted = JSON.stringify(moves.map(({ connectionId: id, revision }) => ({ id, revision })));
  const now = new Date(clock().now()).toISOString();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE connection SET revision = connection.revision + 1, updated_at = ${now}::timestamptz AT TIME ZONE 'UTC'
    FROM jsonb_to_recordset(${wanted}::jsonb) AS wanted(id text, revision int)
    WHERE connection.id = wanted.id AND connection.revision = wanted.revision
    RETURNING connection.id`;
  const ids = new Set(rows.map(({ id }) => id));
  const done = moves.filter(({ connectionId }) => ids.has(connectionId));
  const fields = done.flatMap((move) => move.fields.map(({ id, [side]: binding }) => ({ id, ...binding })));
  const json = JSON.stringify(
    fields.map(({ id, secretManagerId, reference, shownReference, shownNames, isVerified }) => ({
      id,
      manager: secretManagerId,
      reference,
      shown: shownReference,
      names: shownNames ?? null,
      verified: isVerified,
    })),
  );
  await tx.$executeRaw`
    UPDATE connection_field field
    SET secret_manager_id = bound.manager, reference = bound.reference, shown_reference = bound.shown,
        shown_names = bound.names, is_verified = bound.verified,
        -- Names that were read through another secret manager hold until this one is read.
        environment = CASE WHEN field.environment -> 'seen' IS NULL THEN field.environment
          ELSE jsonb_set(field.environment, '{seen}', field.environment -> 'seen' || '{"generation": "-1", "atMs": 0}') END
    FROM jsonb_to_recordset(${json}::jsonb)
      AS bound(id text, manager text, reference text, shown text, names jsonb, verified boolean)
    WHERE field.id = bound.id`;
  await tx.bindingFinding.deleteMany({ where: { fieldId: { in: fields.map(({ id }) => id) } } });
  for (const { key } of done) await publishInTransaction(tx, { topic: 'connection', id: key });
  return done;
}
