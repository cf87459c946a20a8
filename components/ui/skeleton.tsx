import { uiWords } from '@/components/words/ui';
import { cn } from './cn';

/** A grey bar that holds the place of a line of text; give it the width of what will come. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block h-3 animate-breathe rounded-xs bg-active', className)} />;
}

/** Holds the place of a page's title, with a name for those who hear it. */
export function TitleSkeleton({ className }: { className?: string }) {
  return (
    <>
      <span className="sr-only">{uiWords.loading}</span>
      <Skeleton className={className ?? ''} />
    </>
  );
}

const widths = ['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3', 'w-1/3'];

/** Holds the place of a table: a head and rows of the height that they will have. */
export function TableSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" aria-label={uiWords.loading} className="overflow-hidden rounded border bg-surface">
      <div className="h-8 border-b bg-sunken max-md:hidden" />
      <div className="divide-y divide-line">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no identity
          <div key={row} className="flex h-9 items-center gap-6 px-3 max-md:h-14">
            <Skeleton className={cn('max-w-60', widths[row % widths.length])} />
            <Skeleton className="ml-auto w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Holds the place of a form or of facts. */
export function BlockSkeleton({ lines = 5 }: { lines?: number }) {
  return (
    <div
      role="status"
      aria-label={uiWords.loading}
      className="grid max-w-160 gap-4 rounded border bg-surface p-4"
    >
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a skeleton have no identity
        <Skeleton key={line} className={cn('h-4', widths[line % widths.length])} />
      ))}
    </div>
  );
}
