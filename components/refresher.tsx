'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { isDatabaseAway } from './query/database-away';
import { startRefreshing } from './ui/refreshing';

/** Asks the server for the page's data again, this often while somebody looks at it, and when they come back to it. Draws nothing. */
export function Refresher({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    let stop: (() => void) | undefined;
    const refresh = async () => {
      if (document.visibilityState !== 'visible') return;
      // Else the error of a page that cannot be made takes the place of what is shown.
      if (await isDatabaseAway()) return;
      stop ??= startRefreshing();
      router.refresh();
    };
    const look = () => void refresh();
    const timer = setInterval(look, everyMs);
    window.addEventListener('focus', look);
    return () => {
      window.removeEventListener('focus', look);
      clearInterval(timer);
      stop?.();
    };
  }, [router, everyMs]);
  return null;
}
