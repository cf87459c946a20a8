import { PageHeader } from '@/components/ui/page-header';
import { BlockSkeleton, Skeleton } from '@/components/ui/skeleton';
import { connectionWords } from '../words';

/** While a connection is read. */
export default function Loading() {
  return (
    <>
      <PageHeader
        trail={[{ label: connectionWords.title, href: '/connections' }]}
        title={<Skeleton className="my-2 h-4 w-48" />}
      />
      <BlockSkeleton lines={6} />
    </>
  );
}
