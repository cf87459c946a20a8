'use client';

import { CircleX, RotateCw } from 'lucide-react';
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
