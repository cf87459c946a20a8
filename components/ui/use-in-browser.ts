'use client';

import { useSyncExternalStore } from 'react';

/**
 * Whether this is drawn in a browser: false on the server and for the first drawing of what the server sent, so that both are the
 * same. For what only the browser knows, such as its time zone, or may know better by then, such as newer data.
 */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}
