import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { type Page, pageOf } from '@/lib/kernel/page';
import { parseInput } from '@/lib/kernel/parse';
import { roleMay } from '@/lib/kernel/permissions';
import { database } from '@/lib/platform/database';
import type { AuditEvent } from '@/lib/platform/prisma-client/client';
import { type AuditEventView, type AuditListInput, auditListInputSchema } from './schema';

/** Events, newest first, optionally of one verb or one subject. Throws `forbidden`. */
export async function listEvents({
  caller,
  input,
}: {
  caller: Caller;
  input: AuditListInput;
}): Promise<Page<AuditEventView>> {
  if (!roleMay(caller.role, 'audit:read')) throw new LatchkeyError('forbidden');
  const { verb, subjectId, limit, cursor } = parseInput(auditListInputSchema, input);
  const rows = await database().auditEvent.findMany({
    where: {
      ...(verb ? { verb } : {}),
      ...(subjectId ? { subjectId } : {}),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  return pageOf(rows, limit, presentEvent);
}

function presentEvent(row: AuditEvent): AuditEventView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    verb: row.verb,
    actor: { kind: row.actorKind, id: row.actorId, label: row.actorLabel },
    subject: { kind: row.subjectKind, id: row.subjectId, label: row.subjectLabel },
    details: detailsOf(row.details),
  };
}

/** Guarantee: `details` is written by recordEvent alone, always as an object. */
function detailsOf(details: AuditEvent['details']): Record<string, unknown> {
  return typeof details === 'object' && details !== null && !Array.isArray(details) ? { ...details } : {};
}
