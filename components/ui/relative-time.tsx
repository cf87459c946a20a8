'use client';

import { useEffect, useState } from 'react';
import { exactText, momentText } from '@/components/words/numbers';
import { uiWords } from '@/components/words/ui';
import { cn } from './cn';
import { relativeTime } from './relative';
import { Tip } from './tooltip';
import { useInBrowser } from './use-in-browser';

export interface RelativeTimeProps {
  /** RFC 3339; null shows `never`. */
  at: string | null;
  never?: string;
  /** `beside`: the time of day stands after it, to be found again in the log of a run. */
  exact?: 'tip' | 'beside';
  className?: string;
}

/** "5 min ago", kept current; the exact time, with zone, on hover. Also for times to come: "in 3 min". */
export function RelativeTime({ at, never = uiWords.never, exact = 'tip', className }: RelativeTimeProps) {
  const nowMs = useNow(at);
  if (at === null) return <span className={cn('whitespace-nowrap', className)}>{never}</span>;
  const relative = (
    <Tip text={<ExactTime at={at} />}>
      {/* The server's clock and the browser's differ; the first tick after mounting puts it right. */}
      <time dateTime={at} suppressHydrationWarning className={cn('whitespace-nowrap', className)}>
        {relativeTime(Date.parse(at), nowMs)}
      </time>
    </Tip>
  );
  if (exact === 'tip') return relative;
  return (
    <>
      {relative}
      <Moment at={at} nowMs={nowMs} />
    </>
  );
}

/** The time of day, in the reader's zone, once that is known. */
function Moment({ at, nowMs }: { at: string; nowMs: number }) {
  const isInBrowser = useInBrowser();
  if (!isInBrowser) return null;
  return <span className="tabular whitespace-nowrap text-ink-3"> · {momentText(at, nowMs)}</span>;
}

/** The exact time in the reader's zone. Client only: the server does not know the zone. */
function ExactTime({ at }: { at: string }) {
  return exactText(at);
}

/**
 * The time, renewed every 15 seconds, when the page is looked at again, and with `renewedBy`: what has just happened would
 * lie ahead of a time read before it.
 */
export function useNow(renewedBy?: string | null): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new one renews the time
  useEffect(() => {
    const tick = () => setNowMs(Date.now());
    const timer = setInterval(tick, 15_000);
    document.addEventListener('visibilitychange', tick);
    tick();
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [renewedBy]);
  return nowMs;
}
