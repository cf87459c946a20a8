'use client';

import { useEffect, useRef, useState } from 'react';
import { exactText, momentText } from '@/components/words/numbers';
import { uiWords } from '@/components/words/ui';
import { cn } from './cn';
import { relativeTime } from './relative';
import { Tip } from './tooltip';
import { useInBrowser } from './use-in-browser';

const tickMs = 15_000;

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
  const shown = useRef<HTMLTimeElement>(null);
  const text = at === null ? never : relativeTime(Date.parse(at), nowMs);
  const drawn = useRef(text);
  // The server's clock and the browser's differ, and what differs while hydrating is left as the server sent it.
  useEffect(() => {
    if (shown.current && shown.current.textContent !== drawn.current)
      shown.current.textContent = drawn.current;
  }, []);
  if (at === null) return <span className={cn('whitespace-nowrap', className)}>{never}</span>;
  const relative = (
    <Tip text={<ExactTime at={at} />}>
      <time ref={shown} dateTime={at} suppressHydrationWarning className={cn('whitespace-nowrap', className)}>
        {text}
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
  const shownFor = useRef(renewedBy);
  useEffect(() => {
    const tick = () => setNowMs(Date.now());
    // Not when it is mounted: a list would draw all its rows twice.
    if (shownFor.current !== renewedBy) tick();
    shownFor.current = renewedBy;
    return onTick(tick);
  }, [renewedBy]);
  return nowMs;
}

const ticks = new Set<() => void>();
let stopTicking: (() => void) | undefined;

/** One timer for all times of the page, so that they change in one drawing. Returns how to end it. */
function onTick(tick: () => void): () => void {
  ticks.add(tick);
  stopTicking ??= startTicking();
  return () => {
    ticks.delete(tick);
    if (ticks.size > 0) return;
    stopTicking?.();
    stopTicking = undefined;
  };
}

function startTicking(): () => void {
  const tickAll = () => {
    for (const tick of ticks) tick();
  };
  const timer = setInterval(tickAll, tickMs);
  document.addEventListener('visibilitychange', tickAll);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tickAll);
  };
}
