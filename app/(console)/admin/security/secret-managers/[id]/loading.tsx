import { adminTrail } from '@/components/shell/navigation';
import { PageHeader } from '@/components/ui/page-header';
import { BlockSkeleton, TitleSkeleton } from '@/components/ui/skeleton';
import { words } from '../words';

/** Holds the place of one secret manager. */
export default function Loading() {
  const trail = adminTrail('security', { label: words.title, href: '/admin/security/secret-managers' });
  return (
    <>
      <PageHeader trail={trail} title={<TitleSkeleton className="h-5 w-56" />} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <BlockSkeleton />
        <BlockSkeleton />
      </div>
    </>
  );
}
