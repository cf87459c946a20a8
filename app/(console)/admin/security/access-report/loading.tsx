import { adminTrail } from '@/components/shell/navigation';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeleton';
import { words } from './words';

/** Holds the place of the report. */
export default function Loading() {
  return (
    <>
      <PageHeader trail={adminTrail('security')} title={words.title} description={words.description} />
      <TableSkeleton />
    </>
  );
}
