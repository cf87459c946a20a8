import { PageHeader } from '@/components/ui/page-header';
import { Skeleton, TitleSkeleton } from '@/components/ui/skeleton';
import { uiWords } from '@/components/words/ui';
import { connectionWords } from '../words';

/** While a connection is read: title, tabs and the first fields, where they will be. */
export default function Loading() {
  return (
    <div role="status" aria-label={uiWords.loading}>
      <PageHeader
        trail={[{ label: connectionWords.title, href: '/connections' }]}
        title={<TitleSkeleton className="my-2 h-4 w-48" />}
      />
      <div className="flex h-8 items-center gap-4 border-b">
        <Skeleton className="w-12" />
        <Skeleton className="w-24" />
      </div>
      <div className="grid gap-x-8 gap-y-3 pt-4 lg:grid-cols-[240px_minmax(0,640px)]">
        <Skeleton className="mt-1 w-24" />
        <div className="grid gap-4">
          {['w-12', 'w-10', 'w-20', 'w-16'].map((width) => (
            <div key={width} className="grid gap-1.5">
              <Skeleton className={`my-1 ${width}`} />
              <div className="control rounded border bg-surface" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
