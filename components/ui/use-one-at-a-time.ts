'use client';

import { useRef, useState } from 'react';

type Handler<Args extends unknown[]> = (...args: Args) => unknown;

/**
 * A handler that is not run again before the promise that it gave has settled, and whether one is under way. A second
 * click comes before the first is drawn, so `isUnderWay` alone would let it through.
 */
export function useOneAtATime<Args extends unknown[]>(
  handler: Handler<Args> | undefined,
): { run: (...args: Args) => void; isUnderWay: boolean } {
  const isRunning = useRef(false);
  const [isUnderWay, setUnderWay] = useState(false);
  const run = (...args: Args) => {
    if (isRunning.current) return;
    const done = handler?.(...args);
    if (!(done instanceof Promise)) return;
    isRunning.current = true;
    setUnderWay(true);
    const end = () => {
      isRunning.current = false;
      setUnderWay(false);
    };
    done.then(end, end);
  };
  return { run, isUnderWay };
}
