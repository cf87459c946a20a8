'use client';

import { useRef, useState } from 'react';
import { titleOfCode } from '@/components/query/api-get';
import { failedAction } from '@/components/query/failed-action';
import { toast } from '@/components/ui/toast';
import type { EntrySelection, Refreshed } from '@/lib/cache/schema';
import type { Outcome } from '@/lib/kernel/outcome';
import type { Problem } from '@/lib/kernel/problem';
import { clearMany, refreshMany } from './actions';
import { cacheWords } from './words';

const words = cacheWords.many;

export interface Many {
  /** How far a refresh has come; undefined: none is under way. */
  progress: { done: number; of: number } | undefined;
  /** Reads all of them again, bit by bit, and says how it went. Nothing while it is under way. */
  refresh: (selections: readonly EntrySelection[], count: number) => Promise<void>;
  /** Clears all of them. Answers what went wrong. */
  clear: (selections: readonly EntrySelection[]) => Promise<Problem | undefined>;
}

/** Clears and refreshes many entries. `onDone` is called when the list is another one. */
export function useMany(onDone: () => void): Many {
  const [progress, setProgress] = useState<Many['progress']>();
  const isUnderWay = useRef(false);
  const refresh: Many['refresh'] = async (selections, count) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    await refreshAll(selections, count).finally(() => {
      isUnderWay.current = false;
    });
  };
  const refreshAll: Many['refresh'] = async (selections, count) => {
    const failures = new Map<string, number>();
    let done = 0;
    let answered = 0;
    setProgress({ done, of: count });
    for (const selection of selections) {
      let cursor: string | undefined;
      do {
        const outcome: Outcome<Refreshed> = await refreshMany(selection, cursor).catch(failedAction);
        if (!outcome.ok) {
          setProgress(undefined);
          toast.problem(outcome.problem.title, { description: outcome.problem.detail });
          onDone();
          return;
        }
        done += outcome.value.asked;
        answered += outcome.value.answered;
        for (const { code, count: failed } of outcome.value.failures) {
          failures.set(code, (failures.get(code) ?? 0) + failed);
        }
        setProgress({ done, of: Math.max(done, count) });
        cursor = outcome.value.nextCursor ?? undefined;
      } while (cursor);
    }
    setProgress(undefined);
    onDone();
    const causes = [...failures].map(([code, failed]) => words.cause(failed, titleOfCode(code))).join(', ');
    if (failures.size === 0) toast.done(words.refreshed(answered));
    else toast.problem(words.partly(answered, done), { description: causes });
  };
  const clear: Many['clear'] = async (selections) => {
    let cleared = 0;
    for (const selection of selections) {
      const outcome = await clearMany(selection).catch(failedAction);
      if (!outcome.ok) return outcome.problem;
      cleared += outcome.value.cleared;
    }
    toast.done(cacheWords.clear.allDone(cleared));
    onDone();
    return undefined;
  };
  return { progress, refresh, clear };
}
