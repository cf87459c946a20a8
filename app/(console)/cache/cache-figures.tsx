'use client';

import { Clock3, CloudAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { QuotaMeter } from '@/components/manager-requests';
import { cn } from '@/components/ui/cn';
import type { CacheSummary } from '@/lib/cache/schema';
import { useHistoryOf } from '../health/use-history';
import type { WriteAddress } from './filter';
import { Sparkline } from './sparkline';
import { cacheWords } from './words';

const words = cacheWords.figures;
const inks = { idle: '', warn: 'text-warn-ink', bad: 'text-bad-ink' };

/** Four figures of the whole cache, each with its last 24 hours. */
export function CacheFigures({
  summary: { all, atLeast },
  write,
}: {
  summary: CacheSummary;
  write: WriteAddress;
}) {
  const isMore = (name: keyof CacheSummary['all']) => atLeast.all.includes(name);
  const { view } = useHistoryOf('day');
  const points = view?.points ?? [];
  const ratio = view?.total.hitRatio;
  return (
    <section aria-label={words.label}>
      <dl className="mb-4 grid grid-cols-2 rounded border bg-surface max-xl:[&>*:nth-child(even)]:border-l max-xl:[&>*:nth-child(n+3)]:border-t xl:grid-cols-4 xl:divide-x xl:divide-line">
        <Figure
          label={words.ratio}
          value={ratio == null ? words.none : words.percent(Math.floor(ratio * 1_000) / 10)}
          line={<Sparkline values={points.map(({ hitRatio }) => hitRatio)} max={1} />}
        >
          {words.reads(
            points.reduce(
              (sum, { memory, table, provider, failed }) => sum + memory + table + provider + failed,
              0,
            ),
          )}
        </Figure>
        <Figure
          label={words.stale}
          value={words.count(all.stale, isMore('stale'))}
          tone={all.stale > 0 ? 'warn' : 'idle'}
          line={<Sparkline values={points.map(({ stale }) => stale)} className="text-warn-ink" />}
        >
          <Narrow state="stale" write={write}>
            {words.of(all.all, isMore('all'))}
          </Narrow>
        </Figure>
        <Figure
          label={words.failing}
          value={words.count(all.failing, isMore('failing'))}
          tone={all.failing > 0 ? 'bad' : 'idle'}
          line={<Sparkline values={points.map(({ failed }) => failed)} className="text-bad-ink" />}
        >
          <Narrow state="failing" write={write}>
            {words.failedReads(view?.total.failed ?? 0)}
          </Narrow>
        </Figure>
        <Figure
          label={words.requests}
          value={words.count(view?.accountDay?.used ?? 0)}
          line={<Sparkline values={points.map(({ requests }) => requests)} />}
        >
          {view?.accountDay && <QuotaMeter label={words.requests} meter={view.accountDay} look="limit" />}
        </Figure>
      </dl>
    </section>
  );
}

function Figure({
  label,
  value,
  tone = 'idle',
  line,
  children,
}: {
  label: string;
  value: ReactNode;
  /** What the number means, where it means trouble. */
  tone?: 'idle' | 'warn' | 'bad';
  line: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="min-w-0 px-4 py-3">
      <dt className="text-ink-3 text-xs">{label}</dt>
      <dd className="mt-0.5 flex items-end justify-between gap-2">
        <span className={cn('tabular flex items-center gap-1.5 font-semibold text-lg', inks[tone])}>
          {tone === 'warn' && <Clock3 aria-hidden className="size-4" />}
          {tone === 'bad' && <CloudAlert aria-hidden className="size-4" />}
          {value}
        </span>
        <span className="min-w-0 text-accent max-sm:hidden">{line}</span>
      </dd>
      <dd className="min-h-5 min-w-0 text-ink-2">{children}</dd>
    </div>
  );
}

function Narrow({ state, write, children }: { state: string; write: WriteAddress; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={() => write({ state })}
      className="rounded-xs text-left text-accent-ink hover:underline"
    >
      {children}
    </button>
  );
}
