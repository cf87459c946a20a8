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

/** Selects all connections that a filter leaves, also those that are not shown yet, read page by page. */
export function useSelectAll(filter: Filter, { selected, onChange }: Selection) {
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    const all = new Map(selected);
    try {
      let cursor: string | undefined;
      do {
        const page: Page<ConnectionView> = await apiGet('/api/v1/connections', {
          ...filter,
          limit: atOnce,
          cursor,
        });
        for (const each of page.items) all.set(each.id, each);
        cursor = page.nextCursor ?? undefined;
        // Counted on as it grows.
        onChange(new Map(all));
      } while (cursor !== undefined);
    } catch (error) {
      const { title, detail } = problemIn(error);
      toast.problem(title, { description: detail });
    }
    setBusy(false);
  };
  return { run, isBusy };
}
