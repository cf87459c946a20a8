import { PageHeader } from '@/components/ui/page-header';
import { BlockSkeleton, Skeleton } from '@/components/ui/skeleton';
import { healthWords as words } from './words';

/** Holds the place of the figures and of two secret managers. */
export default function Loading() {
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      <Skeleton className="mb-4 h-23 w-full rounded" />
      <Skeleton className="mb-4 h-140 w-full rounded" />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <BlockSkeleton lines={8} />
        <BlockSkeleton lines={8} />
      </div>
    </>
  );
}
