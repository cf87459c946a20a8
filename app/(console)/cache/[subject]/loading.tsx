import { PageHeader } from '@/components/ui/page-header';
import { BlockSkeleton } from '@/components/ui/skeleton';
import { timelineWords as words } from '../timeline-words';

/** While a reference is read. */
export default function Loading() {
  return (
    <>
      <PageHeader trail={[{ label: words.page.trail, href: '/cache' }]} title={words.title} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <BlockSkeleton lines={8} />
        <BlockSkeleton lines={8} />
      </div>
    </>
  );
}
