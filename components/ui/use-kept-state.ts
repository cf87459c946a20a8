'use client';

import { type Dispatch, type SetStateAction, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { hasShapeOf, type KeptValue, keepAtReload, takeKept } from './kept-values';

/**
 * `useState` whose value survives the reload that a new version of Latchkey asks for. Not for secrets. `name` is one of
 * its own on the page. What was kept is left aside where its shape is another by now: another than that of the value, or
 * of `shape`, for a value whose lists are empty at first.
 */
export function useKeptState<T>(
  name: string,
  atFirst: T | (() => T),
  shape?: T,
): [T, Dispatch<SetStateAction<T>>] {
  const [value, setValue] = useState(atFirst);
  useKept(name, {
    keep: () => ({ value }),
    restore: (kept) => {
      if (hasShapeOf(shape ?? value, kept)) setValue(() => kept);
    },
  });
  return [value, setValue];
}

/** The same for what holds its values elsewhere: `restore` is called once, after such a reload, with what `keep` gave. */
export function useKept(
  name: string,
  handlers: { keep: () => KeptValue; restore: (kept: unknown) => unknown },
): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useLayoutEffect(() => {
    const kept = takeKept(name);
    if (kept !== undefined) void latest.current.restore(kept);
    return keepAtReload(name, () => latest.current.keep());
  }, [name]);
}
