import { type AuditVerb, auditVerbs } from '@/lib/kernel/audit-verbs';

type Given = string | string[];

/** What the list is narrowed to, as it stands in the address. */
export interface EventSearch {
  verb?: Given;
  subjectId?: Given;
}

export interface EventFilter {
  verb?: AuditVerb;
  subjectId?: string;
}

/** The filter that an address asks for. What it does not understand is left out. */
export function eventFilterOf({ verb, subjectId }: EventSearch): EventFilter {
  const known = auditVerbs.find((each) => each === verb);
  return {
    ...(known ? { verb: known } : {}),
    ...(typeof subjectId === 'string' && subjectId ? { subjectId: subjectId.slice(0, 64) } : {}),
  };
}
