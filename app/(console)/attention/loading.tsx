import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeleton';
import { words } from './words';

/** While it is read what needs a person. */
export default function Loading() {
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      <TableSkeleton rows={6} />
    </>
  );
}
