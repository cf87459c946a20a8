import { PageHeader } from '@/components/ui/page-header';
import { Skeleton, TableSkeleton } from '@/components/ui/skeleton';
import { cacheWords as words } from './words';

/** While the cache is read. */
export default function Loading() {
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      <Skeleton className="mb-4 h-24 w-full rounded max-xl:h-48" />
      <div className="mb-2 h-8" />
      <div className="mb-2 h-9" />
      <TableSkeleton rows={10} />
    </>
  );
}
