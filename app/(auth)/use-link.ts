'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { failedAction } from '@/components/query/failed-action';
import type { Outcome } from '@/lib/kernel/outcome';
import type { Problem } from '@/lib/kernel/problem';

export type CheckedLink<T> =
  | { kind: 'reading' }
  /** The address ends without a token. */
  | { kind: 'none' }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'good'; link: string; value: T };

/**
 * The one-time link of this page: the token after `#`, which the browser keeps to itself, as `check` finds it.
 * `check` is a server action; the token goes to it in the body.
 */
export function useLink<T>(check: (input: { link: string }) => Promise<Outcome<T>>): CheckedLink<T> {
  const link = useSyncExternalStore(
    onHashChange,
    () => window.location.hash.slice(1),
    () => undefined,
  );
  const [checked, setChecked] = useState<CheckedLink<T>>({ kind: 'reading' });
  useEffect(() => {
    if (!link) return;
    let isOld = false;
    setChecked({ kind: 'reading' });
    void check({ link })
      .catch(failedAction)
      .then((outcome) => {
        if (isOld) return;
        if (outcome.ok) setChecked({ kind: 'good', link, value: outcome.value });
        else setChecked({ kind: 'refused', problem: outcome.problem });
      });
    return () => {
      isOld = true;
    };
  }, [link, check]);
  return link === '' ? { kind: 'none' } : checked;
}

function onHashChange(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
