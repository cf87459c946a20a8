import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeleton';
import { cacheWords as words } from './words';

/** While the cache is read. */
export default function Loading() {
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      <div className="mb-3 h-8" />
      <TableSkeleton rows={10} />
    </>
  );
}
