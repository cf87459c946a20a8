'use client';

import { SearchX } from 'lucide-react';
import { Button } from './ui/button';
import { EmptyState } from './ui/empty-state';

export interface NoResultsProps {
  words: { title: string; text: string; clear: string };
  /** Takes search and filters away. */
  onShowAll: () => void;
}

/** In place of a list that search or filters leave nothing of: says so, with the way out. */
export function NoResults({ words, onShowAll }: NoResultsProps) {
  return (
    <EmptyState
      icon={SearchX}
      title={words.title}
      action={<Button onClick={onShowAll}>{words.clear}</Button>}
    >
      {words.text}
    </EmptyState>
  );
}
