import { PageHeader } from '@/components/ui/page-header';
import { BlockSkeleton } from '@/components/ui/skeleton';
import { words } from './words';

/** Holds the place of the panels. */
export default function Loading() {
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <BlockSkeleton />
        <BlockSkeleton />
      </div>
    </>
  );
}
