import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { getReference, readTimeline } from '@/lib/secrets/read-timeline';
import { timelineWords as words } from '../timeline-words';
import { ReferencePage } from './reference-page';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** One reference: what the cache holds of it, what happened to it, who needs it. */
export default async function Page({ params }: { params: Promise<{ subject: string }> }) {
  const caller = await pageCaller();
  const { subject } = await params;
  const [reference, events] = await Promise.all([
    pageRead('cache.reference', () => getReference({ caller, input: { subject } })),
    pageRead('cache.timeline', () => readTimeline({ caller, input: { subject } })),
  ]);
  if (!reference.ok && reference.problem.code === 'not_found') notFound();
  if (!reference.ok) {
    return (
      <>
        <PageHeader trail={[{ label: words.page.trail, href: '/cache' }]} title={words.title} />
        <ErrorState problem={reference.problem} />
      </>
    );
  }
  return (
    <ReferencePage
      first={reference.value}
      firstEvents={events.ok ? events.value : undefined}
      role={caller.role}
    />
  );
}
