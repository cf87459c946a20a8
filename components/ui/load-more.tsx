'use client';

import { uiWords } from '@/components/words/ui';
import { Button } from './button';

export interface LoadMoreProps {
  shown: number;
  /** How many there are in all, where the list tells it. */
  total?: number | undefined;
  hasMore: boolean;
  isBusy: boolean;
  onLoadMore: () => void;
}

// A list that is seen at a glance needs no count.
const fewest = 20;

/** At the foot of a list: how many are shown, and a button while there are more. */
export function LoadMore({ shown, total, hasMore, isBusy, onLoadMore }: LoadMoreProps) {
  if (shown < fewest && !hasMore) return null;
  return (
    <div className="flex h-12 items-center justify-between gap-3 text-ink-3 text-xs">
      <span aria-live="polite">{uiWords.shownOf(shown, total)}</span>
      {hasMore && (
        <Button size="sm" isBusy={isBusy} onClick={onLoadMore}>
          {uiWords.loadMore}
        </Button>
      )}
    </div>
  );
}

export interface ListEndProps {
  /** A list as `useList` gives it. */
  list: {
    items: readonly unknown[];
    total: number | undefined;
    hasMore: boolean;
    isLoadingMore: boolean;
    loadMore: () => void;
  };
}

/** The same for a list of the API, all of whose items are shown. */
export function ListEnd({ list }: ListEndProps) {
  return (
    <LoadMore
      shown={list.items.length}
      total={list.total}
      hasMore={list.hasMore}
      isBusy={list.isLoadingMore}
      onLoadMore={list.loadMore}
    />
  );
}
