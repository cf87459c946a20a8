'use client';

import { CirclePause } from 'lucide-react';
import { RelativeTime, useNow } from '@/components/ui/relative-time';
import { Tip } from '@/components/ui/tooltip';
import { useInBrowser } from '@/components/ui/use-in-browser';
import type { EntryView } from '@/lib/cache/schema';
import { cacheWords } from './words';

/** When the secret manager is asked again for an entry, if somebody reads it. */
export function NextRefresh({ entry: { nextRefresh } }: { entry: EntryView }) {
  const { when, at } = nextRefresh;
  const nowMs = useNow();
  const isInBrowser = useInBrowser();
  // While the next answer is on its way the time may pass.
  if (at === null || (isInBrowser && Date.parse(at) <= nowMs))
    return <span className="text-ink-3">{cacheWords.next.read}</span>;
  return (
    <span className="relative z-10">
      <RelativeTime at={at} />
      {when === 'after_pause' && (
        <Tip text={cacheWords.next.paused}>
          <span className="ml-1.5 inline-flex align-top">
            <CirclePause aria-hidden className="my-0.5 size-4 text-warn-ink" />
            <span className="sr-only">{cacheWords.next.paused}</span>
          </span>
        </Tip>
      )}
    </span>
  );
}
