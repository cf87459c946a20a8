'use client';

import { CircleX, DatabaseZap, RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { startTransition, useEffect } from 'react';
import { isDatabaseAway, onDatabaseAway, useAwaySince } from '@/components/query/database-away';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { shellWords } from '@/components/words/shell';

export interface BrokenProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** What stands where a page broke. Shows no message of the error: it may hold what nobody should read. */
export function Broken({ error, reset }: BrokenProps) {
  const words = shellWords.broken;
  const isAway = useEndsWithDatabase(reset);
  if (isAway)
    return (
      <div role="alert">
        <EmptyState icon={DatabaseZap} title={<h1>{shellWords.databaseAway.page.title}</h1>}>
          <p>{shellWords.databaseAway.page.text}</p>
        </EmptyState>
      </div>
    );
  return (
    <div role="alert">
      <EmptyState
        icon={CircleX}
        title={<h1>{words.title}</h1>}
        action={
          <Button icon={<RotateCw />} onClick={reset}>
            {words.retry}
          </Button>
        }
      >
        <p>{words.text}</p>
        {error.digest && <p className="mt-1 font-mono text-ink-3 text-xs">{words.reference(error.digest)}</p>}
      </EmptyState>
    </div>
  );
}

/** Whether it broke for want of the database. The page is made again when that is back. */
function useEndsWithDatabase(reset: () => void): boolean {
  const router = useRouter();
  const isAway = useAwaySince() !== undefined;
  useEffect(() => void isDatabaseAway(), []);
  useEffect(
    () =>
      onDatabaseAway((isAwayNow) => {
        if (isAwayNow) return;
        startTransition(() => {
          router.refresh();
          reset();
        });
      }),
    [router, reset],
  );
  return isAway;
}
