'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Asks the server for the page's data again, this often, while somebody looks at it. Draws nothing. */
export function Refresher({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => document.visibilityState === 'visible' && router.refresh();
    const timer = setInterval(refresh, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
