import { durationText } from '@/components/ui/relative';
import { numberText } from '@/components/words/numbers';
import type { HistoryView } from '@/lib/history/schema';
import { healthWords } from './words';

const words = healthWords.history.charts;

/** Colours of series: tokens, read when the chart is drawn. */
export type Ink = 'accent' | 'accent-line' | 'ink-2' | 'ink-3' | 'line-strong' | 'bad-ink' | 'warn-ink';

export interface Series {
  label: string;
  ink: Ink;
  kind: 'line' | 'bars' | 'dashes';
  values: readonly (number | null)[];
}

/** One chart as plain data. */
export interface ChartModel {
  name: string;
  title: string;
  /** What the range as a whole comes to. */
  summary: string;
  series: readonly Series[];
  /** Bars stand on each other. */
  isStacked: boolean;
  /** Top of the scale; else the largest value. */
  max?: number;
  /** The least that two ticks are apart; 0: as near as need be. */
  leastStep: number;
  /** What a reader must know to compare it with other figures. */
  note?: string;
  format: (value: number) => string;
}

const counted = (value: number) => numberText(Math.round(value));
const share = (value: number) => words.percent(Math.floor(value * 1_000) / 10);
const length = (value: number) => durationText(value);

/** The four charts of a history: hit ratio, sources, requests against the pace of the limit, latency. */
export function chartsOf(history: HistoryView): ChartModel[] {
  const { points, total, pacePerStep, stepMs } = history;
  const of = (value: (point: HistoryView['points'][number]) => number | null) => points.map(value);
  const minutes = stepMs / 60_000;
  const most = Math.max(0, ...points.map(({ requests }) => requests));
  // A pace far above all bars would press them flat; the summary tells it anyway.
  const isPaceNear = pacePerStep !== null && pacePerStep <= most * 4;
  return [
    {
      name: 'ratio',
      title: words.ratio,
      summary: total.hitRatio === null ? words.none : share(total.hitRatio),
      isStacked: false,
      max: 1,
      leastStep: 0,
      format: share,
      series: [
        { label: words.ratioSeries, ink: 'accent', kind: 'line', values: of(({ hitRatio }) => hitRatio) },
      ],
    },
    {
      name: 'sources',
      title: words.sources,
      summary: words.reads(total.memory + total.table + total.provider + total.failed),
      isStacked: true,
      leastStep: 1,
      format: counted,
      series: [
        { label: words.memory, ink: 'accent', kind: 'bars', values: of(({ memory }) => memory) },
        { label: words.table, ink: 'accent-line', kind: 'bars', values: of(({ table }) => table) },
        { label: words.provider, ink: 'ink-3', kind: 'bars', values: of(({ provider }) => provider) },
        { label: words.failed, ink: 'bad-ink', kind: 'bars', values: of(({ failed }) => failed) },
      ],
    },
    {
      name: 'requests',
      title: words.requests,
      summary:
        pacePerStep === null ? counted(total.requests) : words.pace(total.requests, pacePerStep, minutes),
      note: words.requestsNote,
      isStacked: true,
      leastStep: 1,
      format: counted,
      series: [
        {
          label: words.answered,
          ink: 'accent',
          kind: 'bars',
          values: of(({ requests, failedRequests }) => Math.max(0, requests - failedRequests)),
        },
        {
          label: words.refused,
          ink: 'bad-ink',
          kind: 'bars',
          values: of(({ failedRequests }) => failedRequests),
        },
        ...(isPaceNear
          ? [
              {
                label: words.paceSeries,
                ink: 'ink-2' as const,
                kind: 'dashes' as const,
                values: of(() => pacePerStep),
              },
            ]
          : []),
      ],
    },
    {
      name: 'latency',
      title: words.latency,
      summary: total.p50Ms === null ? words.none : words.half(length(total.p50Ms)),
      isStacked: false,
      leastStep: 1,
      format: length,
      series: [
        { label: words.p95, ink: 'ink-3', kind: 'line', values: of(({ p95Ms }) => p95Ms) },
        { label: words.p50, ink: 'accent', kind: 'line', values: of(({ p50Ms }) => p50Ms) },
      ],
    },
  ];
}
