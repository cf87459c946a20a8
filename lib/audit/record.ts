import type { Caller } from '@/lib/kernel/caller';
import type { Transaction } from '@/lib/platform/database';
import type { AuditVerb, EventDetails, Subject } from './vocabulary';

interface Event {
  caller: Caller;
  verb: AuditVerb;
  subject: Subject;
  details?: EventDetails;
}

/** Writes an event in the transaction of the change it is about, so that neither stands without the other. */
export async function recordEvent(tx: Transaction, event: Event): Promise<void> {
  await tx.auditEvent.create({ data: columnsOf(event) });
}

/** The same for a change of many things at once. */
export async function recordEvents(tx: Transaction, events: readonly Event[]): Promise<void> {
  await tx.auditEvent.createMany({ data: events.map(columnsOf) });
}

function columnsOf({ caller, verb, subject, details }: Event) {
  return {
    verb,
    actorKind: caller.kind,
    actorId: caller.id,
    actorLabel: caller.label,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectLabel: subject.label,
    details: { ...details },
  };
}
