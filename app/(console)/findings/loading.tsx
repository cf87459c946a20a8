import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeleton';
import { findingWords as words } from './words';

/** While the findings are read. */
export default function Loading() {
  return (
    <>
      <PageHeader
        trail={[{ label: words.connections, href: '/connections' }]}
        title={words.title}
        description={words.description}
      />
      <div className="mb-3 h-8" />
      <TableSkeleton rows={6} />
    </>
  );
}
