'use client';

import { useState } from 'react';
import { problemIn } from '@/components/query/api-get';
import { pagesOf } from '@/components/query/list-all';
import { toast } from '@/components/ui/toast';
import type { ConnectionView } from '@/lib/connections/schema';
import type { Filter } from '../filter';
import type { Selection } from './selection';

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
      for await (const page of pagesOf<ConnectionView>('/api/v1/connections', { ...filter })) {
        for (const each of page) {
          if (each.mayChange) all.set(each.id, each);
          else others += 1;
        }
        // Counted on as it grows.
        onChange(new Map(all));
        setLeftOut(others);
      }
    } catch (error) {
      const { title, detail } = problemIn(error);
      toast.problem(title, { description: detail });
    }
    setBusy(false);
  };
  return { run, isBusy, leftOut };
}
