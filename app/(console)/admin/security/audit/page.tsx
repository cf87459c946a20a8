import type { Metadata } from 'next';
import { firstLimit } from '@/components/query/first-limit';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { listEvents } from '@/lib/audit/list';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { EventList } from './event-list';
import { type EventSearch, eventFilterOf } from './filter';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** Audit events, newest first; the filter is in the address, so that it can be sent to somebody. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<EventSearch> }) {
  const caller = await pageCaller();
  const filter = eventFilterOf(await searchParams);
  const events = await pageRead('list-events', () =>
    listEvents({ caller, input: { ...filter, limit: firstLimit } }),
  );
  return (
    <>
      <PageHeader trail={adminTrail('security')} title={words.title} description={words.description} />
      {events.ok ? (
        <EventList first={events.value} filterAtFirst={filter} />
      ) : (
        <ErrorState problem={events.problem} />
      )}
    </>
  );
}
