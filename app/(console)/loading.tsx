import { Skeleton, TableSkeleton } from '@/components/ui/skeleton';

/** Holds the place of a page that has no skeleton of its own. */
export default function Loading() {
  return (
    <>
      <div className="mb-5 flex min-h-12 flex-col justify-end gap-3">
        <Skeleton className="w-40" />
        <Skeleton className="h-5 w-64" />
      </div>
      <TableSkeleton />
    </>
  );
}
