import { type AuditVerb, auditVerbs, type SubjectKind, subjectKinds } from '@/lib/kernel/audit-verbs';

/** What of the list stands in the address. `from` and `to` are days, such as 2026-11-29. */
export const addressNames = ['verb', 'kind', 'subjectId', 'actorId', 'from', 'to', 'search'] as const;
type Name = (typeof addressNames)[number];

/** What the list is narrowed to, as it stands in the address. */
export type EventSearch = Partial<Record<Name, string | string[]>>;

/** The same as the API takes it. */
export interface EventFilter {
  verb?: AuditVerb;
  subjectKind?: SubjectKind;
  subjectId?: string;
  actorId?: string;
  since?: string;
  until?: string;
  search?: string;
}

/** The filter that an address asks for. What it does not understand is left out. */
export function eventFilterOf(address: EventSearch): EventFilter {
  const text = (name: Name, longest: number) => {
    const value = address[name];
    return typeof value === 'string' && value ? value.slice(0, longest) : undefined;
  };
  const filter = {
    verb: auditVerbs.find((each) => each === address.verb),
    subjectKind: subjectKinds.find((each) => each === address.kind),
    subjectId: text('subjectId', 64),
    actorId: text('actorId', 64),
    since: startOf(text('from', 10), 0),
    until: startOf(text('to', 10), 1),
    search: text('search', 200),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** When a day begins where the reader is, or so many days later. */
function startOf(day: string | undefined, daysLater: number): string | undefined {
  const read = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  if (!read) return undefined;
  const [, year, month, date] = read.map(Number);
  const start = new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + daysLater);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
}
