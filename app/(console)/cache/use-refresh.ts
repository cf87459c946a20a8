'use client';

import { useRef, useState } from 'react';
import { failedAction } from '@/components/query/failed-action';
import { toast } from '@/components/ui/toast';
import { refresh } from './actions';
import { cacheWords } from './words';

const words = cacheWords.refresh;

export interface Refresh {
  run: (id: string) => Promise<void>;
  isBusy: (id: string) => boolean;
}

/** Asks the provider again for entries, and says how it went. The list is read again in any case. */
export function useRefresh(reload: () => void): Refresh {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const asked = useRef(new Set<string>());
  const ask = async (id: string) => {
    // A second click comes before the first is drawn.
    if (asked.current.has(id)) return;
    asked.current.add(id);
    setBusy((before) => new Set(before).add(id));
    const outcome = await refresh(id).catch(failedAction);
    asked.current.delete(id);
    setBusy((before) => new Set([...before].filter((other) => other !== id)));
    reload();
    if (outcome.ok) toast.done(words.done, { description: outcome.value.shownReference });
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  return { run: ask, isBusy: (id) => busy.has(id) };
}
