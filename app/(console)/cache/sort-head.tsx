'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { Th } from '@/components/ui/table';
import { type EntrySort, sortSpecs } from '@/lib/cache/entry-sorts';
import type { CacheOrder, WriteAddress } from './filter';

export interface SortHeadProps {
  sort: EntrySort;
  order: CacheOrder;
  write: WriteAddress;
  align?: 'left' | 'right';
  className?: string;
  children: string;
}

/** A column's name as a button that sorts by it; once more, the other way round. */
export function SortHead({ sort, order, write, align = 'left', className, children }: SortHeadProps) {
  const isOwn = (order.sort ?? 'age') === sort;
  const { usual } = sortSpecs[sort];
  const present = order.order ?? usual;
  const Arrow = present === 'asc' ? ArrowUp : ArrowDown;
  const choose = () => {
    const next = isOwn && present === usual ? (present === 'asc' ? 'desc' : 'asc') : '';
    write({ sort: sort === 'age' ? '' : sort, order: next });
  };
  return (
    <Th
      align={align}
      {...(className ? { className } : {})}
      aria-sort={isOwn ? (present === 'asc' ? 'ascending' : 'descending') : 'none'}
    >
      <button
        type="button"
        onClick={choose}
        className={cn(
          'inline-flex items-center gap-1 rounded-xs hover:text-ink',
          align === 'right' && 'flex-row-reverse',
          isOwn && 'text-ink',
        )}
      >
        {children}
        <Arrow aria-hidden className={cn('size-3', !isOwn && 'invisible')} />
      </button>
    </Th>
  );
}
