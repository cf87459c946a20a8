import type { Metadata } from 'next';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { listEvents } from '@/lib/audit/list';
import { auditVerbs } from '@/lib/audit/vocabulary';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { EventList } from './event-list';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

interface AuditPageProps {
  searchParams: Promise<{ verb?: string | string[]; subjectId?: string | string[] }>;
}

/** Audit events, newest first; the filter is in the address, so that it can be sent to somebody. */
export default async function AuditPage({ searchParams }: AuditPageProps) {
  const caller = await pageCaller();
  const asked = await searchParams;
  const filter = {
    verb: auditVerbs.find((verb) => verb === asked.verb),
    subjectId: typeof asked.subjectId === 'string' ? asked.subjectId.slice(0, 64) : undefined,
  };
  const events = await pageRead('list-events', () => listEvents({ caller, input: filter }));
  return (
    <>
      <PageHeader trail={adminTrail('security')} title={words.title} description={words.description} />
      {events.ok ? (
        <EventList key={JSON.stringify(filter)} first={events.value} filter={filter} />
      ) : (
        <ErrorState problem={events.problem} />
      )}
    </>
  );
}
