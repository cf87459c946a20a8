'use client';

import { useLayoutEffect, useRef, useState } from 'react';

/**
 * Moves the focus to what a change of state brings. Call the answer in the same handler as the change: `find` is asked
 * once the change is in the page, however long that takes. An animation frame may come before it on a busy machine, and
 * then the focus stays where it was, or is lost. `find` may do more than tell the element, as putting the caret in it.
 */
export function useMoveFocus(): (find: () => HTMLElement | null | undefined) => void {
  const wanted = useRef<() => HTMLElement | null | undefined>(undefined);
  const [change, setChange] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs for each change that was asked for, and no other.
  useLayoutEffect(() => {
    const find = wanted.current;
    wanted.current = undefined;
    find?.()?.focus();
  }, [change]);
  return (find) => {
    wanted.current = find;
    setChange((before) => before + 1);
  };
}
