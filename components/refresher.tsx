'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { startRefreshing } from './ui/refreshing';

/** Asks the server for the page's data again, this often, while somebody looks at it. Draws nothing. */
export function Refresher({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    let stop: (() => void) | undefined;
    const refresh = () => {
      if (document.visibilityState !== 'visible') return;
      stop ??= startRefreshing();
      router.refresh();
    };
    const timer = setInterval(refresh, everyMs);
    return () => {
      clearInterval(timer);
      stop?.();
    };
  }, [router, everyMs]);
  return null;
}
