'use client';

import {
  Activity,
  CloudAlert,
  Download,
  Eraser,
  EyeOff,
  KeyRound,
  Link2,
  type LucideIcon,
  RefreshCw,
  Replace,
  RotateCw,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { callerText } from '@/components/caller-text';
import { titleOfCode } from '@/components/query/api-get';
import { besideMs } from '@/components/query/periods';
import { useList } from '@/components/query/use-list';
import { cn } from '@/components/ui/cn';
import { ErrorState } from '@/components/ui/error-state';
import { IntentLink } from '@/components/ui/intent-link';
import { ListEnd } from '@/components/ui/load-more';
import { RelativeTime } from '@/components/ui/relative-time';
import { BlockSkeleton } from '@/components/ui/skeleton';
import type { CacheEventView, EventKind } from '@/lib/cache/event';
import type { Page } from '@/lib/kernel/page';
import { timelineWords as words } from './timeline-words';

const looks: Record<EventKind, { icon: LucideIcon; ink: string }> = {
  activity: { icon: Activity, ink: 'text-ink-3' },
  first: { icon: Download, ink: 'text-ok-ink' },
  rotated: { icon: RefreshCw, ink: 'text-info-ink' },
  absent: { icon: EyeOff, ink: 'text-bad-ink' },
  found: { icon: Undo2, ink: 'text-ok-ink' },
  failed: { icon: CloudAlert, ink: 'text-bad-ink' },
  refreshed: { icon: RotateCw, ink: 'text-ink-2' },
  cleared: { icon: Eraser, ink: 'text-warn-ink' },
  followed_name: { icon: Replace, ink: 'text-info-ink' },
  bound: { icon: Link2, ink: 'text-ink-2' },
  token_replaced: { icon: KeyRound, ink: 'text-info-ink' },
};

export interface TimelineProps {
  subject: string;
  first?: Page<CacheEventView> | undefined;
  /** `few`: the latest alone, where more is a page away. */
  extent?: 'all' | 'few';
}

/** What happened to a reference, the latest first. */
export function Timeline({ subject, first, extent = 'all' }: TimelineProps) {
  const list = useList<CacheEventView>({
    path: `/api/v1/cache/references/${subject}/events`,
    query: { limit: extent === 'few' ? 6 : 50 },
    first,
    refetchMs: besideMs,
  });
  if (list.isLoading) return <BlockSkeleton lines={4} />;
  if (list.problem && list.items.length === 0) {
    return <ErrorState problem={list.problem} onRetry={list.reload} />;
  }
  if (list.items.length === 0) return <p className="text-ink-2">{words.nothing}</p>;
  return (
    <>
      <ol aria-label={words.label} className="grid">
        {list.items.map((event) => (
          <Event key={event.id} event={event} />
        ))}
      </ol>
      {extent === 'all' && <ListEnd list={list} />}
    </>
  );
}

function Event({ event }: { event: CacheEventView }) {
  const { icon: Icon, ink } = looks[event.kind];
  return (
    <li className="relative grid grid-cols-[20px_minmax(0,1fr)_auto] gap-x-3 pb-4 last:pb-0 [&:not(:last-child)]:before:absolute [&:not(:last-child)]:before:top-5 [&:not(:last-child)]:before:bottom-0 [&:not(:last-child)]:before:left-2.5 [&:not(:last-child)]:before:w-px [&:not(:last-child)]:before:bg-line">
      <Icon aria-hidden className={cn('mt-0.5 size-4 justify-self-center', ink)} />
      <div className="min-w-0">
        <p className={event.kind === 'activity' ? 'text-ink-2' : 'font-medium'}>{titleOf(event)}</p>
        <Detail event={event} />
      </div>
      <span className="text-right text-ink-3 text-xs leading-5">
        <RelativeTime at={event.at} exact="beside" />
      </span>
    </li>
  );
}

function titleOf(event: CacheEventView): string {
  const { kind, by, code, reads, refreshes, failures } = event;
  const who = by === null ? words.somebody : callerText(by);
  switch (kind) {
    case 'activity':
      return words.activity(reads, refreshes);
    case 'failed':
      return words.failed(titleOfCode(code ?? 'internal'), failures);
    case 'absent':
      return words.absent(titleOfCode(code ?? 'secret_not_found'));
    case 'refreshed':
      return words.refreshed(who);
    case 'cleared':
      return words.cleared(who);
    case 'followed_name':
      return words.followedName;
    case 'bound':
      return words.bound(who);
    case 'token_replaced':
      return words.tokenReplaced(who);
    case 'first':
    case 'rotated':
    case 'found':
      return words[kind];
  }
}

function Detail({ event }: { event: CacheEventView }): ReactNode {
  const { kind, connection, wire, since, at } = event;
  const isCounted = Date.parse(at) - Date.parse(since) >= 60_000;
  const wireText = kind === 'failed' && wire ? words.wire(wire) : undefined;
  if ((kind === 'bound' || kind === 'followed_name') && connection) {
    return (
      <IntentLink
        href={`/connections/${connection}`}
        className="rounded-xs text-accent-ink text-xs hover:underline"
      >
        {connection}
      </IntentLink>
    );
  }
  if (!wireText && !isCounted) return null;
  return (
    <p className="flex flex-wrap gap-x-2 text-ink-3 text-xs">
      {wireText && <span>{wireText}</span>}
      {isCounted && (
        <span>
          {words.since} <RelativeTime at={since} exact="beside" />
        </span>
      )}
    </p>
  );
}
