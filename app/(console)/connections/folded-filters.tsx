'use client';

import { SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { connectionWords } from './words';

const words = connectionWords.list;

/** Filters in a line; on a narrow screen behind a button that says how many are on, so that the list begins higher. */
export function FoldedFilters({ count, children }: { count: number; children: ReactNode }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={<SlidersHorizontal />}
        aria-expanded={isOpen}
        aria-controls={id}
        className="w-full sm:hidden"
        onClick={() => setOpen(!isOpen)}
      >
        {words.filters}
        {count > 0 && <span className="text-accent-ink">· {words.filtersOn(count)}</span>}
      </Button>
      <div
        id={id}
        className={cn(
          'contents max-sm:grid max-sm:w-full max-sm:grid-cols-2 max-sm:gap-2',
          !isOpen && 'max-sm:hidden',
        )}
      >
        {children}
      </div>
    </>
  );
}
