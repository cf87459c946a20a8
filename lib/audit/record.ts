import { requireDeclared } from '@/lib/access/verb';
import type { AuditVerb, EventDetails, Subject } from '@/lib/kernel/audit-verbs';
import type { Caller } from '@/lib/kernel/caller';
import type { Scoped } from '@/lib/kernel/permissions';
import type { Transaction } from '@/lib/platform/database';
import { scopesOf } from './subject-scope';

interface Event {
  caller: Caller;
  verb: AuditVerb;
  subject: Subject;
  details?: EventDetails;
  /** Where the subject belonged before the change, if that is elsewhere: those people see the event too. */
  before?: Scoped;
}

/** Writes an event in the transaction of the change it is about, so that neither stands without the other. */
export async function recordEvent(tx: Transaction, event: Event): Promise<void> {
  await recordEvents(tx, [event]);
}

/** The same for a change of many things at once. To be called while the subjects are there: they say whose it is. */
export async function recordEvents(tx: Transaction, events: readonly Event[]): Promise<void> {
  for (const { verb } of events) requireDeclared(verb);
  const scopes = await scopesOf(
    tx,
    events.map(({ subject }) => subject),
  );
  await tx.auditEvent.createMany({
    data: events.map((event) => columnsOf(event, scopes.get(event.subject), event.before)),
  });
}

function columnsOf({ caller, verb, subject, details }: Event, now?: Scoped, before?: Scoped) {
  return {
    verb,
    actorKind: caller.kind,
    actorId: caller.id,
    actorLabel: caller.label,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectLabel: subject.label,
    details: { ...details },
    scope: now?.scope === 'platform' || before?.scope === 'platform' ? 'platform' : 'project',
    projectIds: [...new Set([...(now?.projectIds ?? []), ...(before?.projectIds ?? [])])],
  };
}
