import type { Caller } from '@/lib/kernel/caller';
import type { Transaction } from '@/lib/platform/database';
import type { AuditVerb, EventDetails, Subject } from './vocabulary';

/** Writes an event in the transaction of the change it is about, so that neither stands without the other. */
export async function recordEvent(
  tx: Transaction,
  event: { caller: Caller; verb: AuditVerb; subject: Subject; details?: EventDetails },
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      verb: event.verb,
      actorKind: event.caller.kind,
      actorId: event.caller.id,
      actorLabel: event.caller.label,
      subjectKind: event.subject.kind,
      subjectId: event.subject.id,
      subjectLabel: event.subject.label,
      details: { ...event.details },
    },
  });
}
