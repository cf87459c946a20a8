'use client';

import { useEffect, useState } from 'react';
import { exactText } from '@/components/words/numbers';
import { uiWords } from '@/components/words/ui';
import { cn } from './cn';
import { relativeTime } from './relative';
import { Tip } from './tooltip';

export interface RelativeTimeProps {
  /** RFC 3339; null shows `never`. */
  at: string | null;
  never?: string;
  className?: string;
}

/** "5 min ago", kept current; the exact time, with zone, on hover. Also for times to come: "in 3 min". */
export function RelativeTime({ at, never = uiWords.never, className }: RelativeTimeProps) {
  const nowMs = useNow();
  if (at === null) return <span className={cn('whitespace-nowrap', className)}>{never}</span>;
  return (
    <Tip text={<ExactTime at={at} />}>
      {/* The server's clock and the browser's differ; the first tick after mounting puts it right. */}
      <time dateTime={at} suppressHydrationWarning className={cn('whitespace-nowrap', className)}>
        {relativeTime(Date.parse(at), nowMs)}
      </time>
    </Tip>
  );
}

/** The exact time in the reader's zone. Client only: the server does not know the zone. */
function ExactTime({ at }: { at: string }) {
  return exactText(at);
}

/** The time, renewed every 15 seconds and when the page is looked at again. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const tick = () => setNowMs(Date.now());
    const timer = setInterval(tick, 15_000);
    document.addEventListener('visibilitychange', tick);
    tick();
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, []);
  return nowMs;
}
