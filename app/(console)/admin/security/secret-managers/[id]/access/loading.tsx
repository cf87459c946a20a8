import { adminTrail } from '@/components/shell/navigation';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeleton';
import { words as listWords } from '../../words';
import { words } from './words';

/** Holds the place of the projects. */
export default function Loading() {
  const managers = { label: listWords.title, href: '/admin/security/secret-managers' };
  return (
    <>
      <PageHeader trail={adminTrail('security', managers)} title={words.title} />
      <TableSkeleton rows={4} />
    </>
  );
}
