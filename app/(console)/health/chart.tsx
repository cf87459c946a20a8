'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { PartBoundary } from '@/components/ui/part-boundary';
import type { ChartModel, Ink } from './history-charts';
import { healthWords } from './words';

const words = healthWords.history;

const ChartCanvas = dynamic(() => import('./chart-canvas').then((loaded) => loaded.ChartCanvas), {
  ssr: false,
});

const swatches: Record<Ink, string> = {
  accent: 'bg-accent',
  'accent-line': 'bg-accent-line',
  'ink-2': 'bg-ink-2',
  'ink-3': 'bg-ink-3',
  'line-strong': 'bg-line-strong',
  'bad-ink': 'bg-bad-ink',
  'warn-ink': 'bg-warn-ink',
};

export interface ChartProps {
  model: ChartModel;
  timesMs: readonly number[];
  endMs: number;
  timeText: (atMs: number) => string;
}

/** A chart with its name, what it comes to, and a legend that tells the values under the pointer. */
export function Chart({ model, timesMs, endMs, timeText }: ChartProps) {
  const [index, setIndex] = useState<number | null>(null);
  const at = index === null ? undefined : timesMs[index];
  return (
    <figure aria-label={words.chartText(model.title, model.summary)} className="min-w-0 p-4">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{model.title}</span>
        <span className="tabular text-ink-2">{at === undefined ? model.summary : timeText(at)}</span>
      </figcaption>
      <ul aria-hidden className="mt-1 flex min-h-4 flex-wrap gap-x-3 text-ink-3 text-xs">
        {model.series.map(({ label, ink, kind, values }) => {
          const value = index === null ? undefined : values[index];
          return (
            <li key={label} className="flex items-center gap-1.5">
              <span className={cn('w-2.5 rounded-xs', kind === 'bars' ? 'h-2.5' : 'h-0.5', swatches[ink])} />
              {label}
              {value !== undefined && (
                <span className="tabular text-ink">
                  {value === null ? words.charts.none : model.format(value)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <div className="relative mt-2 h-44">
        <PartBoundary
          fallback={
            <p className="grid h-full place-items-center text-center text-ink-3">{words.charts.notDrawn}</p>
          }
        >
          <ChartCanvas model={model} timesMs={timesMs} endMs={endMs} timeText={timeText} onPoint={setIndex} />
        </PartBoundary>
      </div>
      {model.note && <p className="mt-1 text-ink-3 text-xs">{model.note}</p>}
    </figure>
  );
}
