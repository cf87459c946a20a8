'use client';

import { useEffect } from 'react';

const latestMs = 2_000;

/** Loads what a click will need once the page has come to rest. `load` stays the same. What cannot be loaded is tried again by the click. */
export function usePreload(load: () => Promise<unknown>): void {
  useEffect(() => {
    const begin = () => void load().catch(() => {});
    // Safari has no idle callback.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(begin, latestMs);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(begin, { timeout: latestMs });
    return () => cancelIdleCallback(handle);
  }, [load]);
}
