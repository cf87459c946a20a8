import { type CsvColumn, csvOf } from '@/components/query/csv';
import { listAll } from '@/components/query/list-all';
import type { AuditEventView } from '@/lib/audit/schema';
import type { EventFilter } from './filter';

const columns: CsvColumn<AuditEventView>[] = [
  { name: 'at', of: ({ at }) => at },
  { name: 'event', of: ({ verb }) => verb },
  { name: 'subject_kind', of: ({ subject }) => subject.kind },
  { name: 'subject_id', of: ({ subject }) => subject.id },
  { name: 'subject', of: ({ subject }) => subject.label },
  { name: 'actor_kind', of: ({ actor }) => actor.kind },
  { name: 'actor_id', of: ({ actor }) => actor.id },
  { name: 'actor', of: ({ actor }) => actor.label },
  { name: 'details', of: ({ details }) => JSON.stringify(details) },
  { name: 'id', of: ({ id }) => id },
];

/** All events that match, the newest first, as CSV or as JSON, one event a line. Throws ProblemError. */
export async function exportEvents(filter: EventFilter, ending: 'csv' | 'jsonl'): Promise<string> {
  const events = await listAll<AuditEventView>('/api/v1/audit', { ...filter });
  return ending === 'csv'
    ? csvOf(columns, events)
    : events.map((event) => `${JSON.stringify(event)}\n`).join('');
}
