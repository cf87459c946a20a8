'use client';

import { useState } from 'react';
import { apiGet, problemIn } from '@/components/query/api-get';
import { toast } from '@/components/ui/toast';
import type { ConnectionView } from '@/lib/connections/schema';
import type { Page } from '@/lib/kernel/page';
import type { Filter } from '../filter';
import type { Selection } from './selection';

// The most that the API gives a page.
const atOnce = 200;

/**
 * Selects all connections that a filter leaves and that the reader may change, also those that are not shown yet, read page
 * by page. `leftOut`: how many of them are not the reader's to change.
 */
export function useSelectAll(filter: Filter, { selected, onChange }: Selection) {
  const [isBusy, setBusy] = useState(false);
  const [leftOut, setLeftOut] = useState(0);
  const run = async () => {
    setBusy(true);
    const all = new Map(selected);
    let others = 0;
    try {
      let cursor: string | undefined;
      do {
        const page: Page<ConnectionView> = await apiGet('/api/v1/connections', {
          ...filter,
          limit: atOnce,
          cursor,
        });
        for (const each of page.items) {
          if (each.mayChange) all.set(each.id, each);
          else others += 1;
        }
        cursor = page.nextCursor ?? undefined;
        // Counted on as it grows.
        onChange(new Map(all));
        setLeftOut(others);
      } while (cursor !== undefined);
    } catch (error) {
      const { title, detail } = problemIn(error);
      toast.problem(title, { description: detail });
    }
    setBusy(false);
  };
  return { run, isBusy, leftOut };
}
