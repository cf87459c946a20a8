'use client';

import { useEffect } from 'react';
import { optionId } from './option-list';

/** Scrolls the option that the keyboard is on into sight, in lists that draw all of theirs. */
export function useActiveInSight(listId: string, activeIndex: number | undefined): void {
  useEffect(() => {
    if (activeIndex === undefined) return;
    document.getElementById(optionId(listId, activeIndex))?.scrollIntoView({ block: 'nearest' });
  }, [listId, activeIndex]);
}
