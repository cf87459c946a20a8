'use client';

import './known-language';

import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { ticksTo, topOf } from './axis-ticks';
import type { ChartModel, Ink } from './history-charts';

export interface ChartCanvasProps {
  model: ChartModel;
  /** Beginnings of the steps, and the end of the last, milliseconds since the epoch. */
  timesMs: readonly number[];
  endMs: number;
  /** Writes a time under the axis. */
  timeText: (atMs: number) => string;
  /** Which step the pointer is on. */
  onPoint: (index: number | null) => void;
}

/** Draws a chart into the height of its box. Comes with uPlot, so it is loaded when it is looked at. */
export function ChartCanvas({ model, timesMs, endMs, timeText, onPoint }: ChartCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef({ onPoint, timeText, model, endMs });
  latest.current = { onPoint, timeText, model, endMs };
  const theme = useThemeTurns();
  const shape = model.series.map(({ label, kind }) => `${label} ${kind}`).join();
  // As text, so that a new answer with the same numbers draws nothing.
  const data = JSON.stringify(dataOf(model, timesMs));
  const drawn = useRef(data);
  drawn.current = data;

  // biome-ignore lint/correctness/useExhaustiveDependencies: made again for another shape or theme; data follows below
  useEffect(() => {
    const room = box.current;
    if (!room) return;
    const made = new uPlot(optionsOf(room, latest), JSON.parse(drawn.current), room);
    plot.current = made;
    const watcher = new ResizeObserver(() =>
      made.setSize({ width: room.clientWidth, height: room.clientHeight }),
    );
    watcher.observe(room);
    return () => {
      watcher.disconnect();
      made.destroy();
    };
  }, [shape, theme]);

  useEffect(() => plot.current?.setData(JSON.parse(data)), [data]);

  return <div ref={box} aria-hidden className="absolute inset-0 [&_.u-cursor-x]:border-ink-3!" />;
}

type Latest = { current: Pick<ChartCanvasProps, 'onPoint' | 'timeText' | 'model' | 'endMs'> };

function optionsOf(room: HTMLElement, latest: Latest): uPlot.Options {
  const { model } = latest.current;
  const ink = (name: Ink | 'line') => inkIn(room, name);
  const axis = {
    stroke: ink('ink-3'),
    font: `11px ${getComputedStyle(room).fontFamily}`,
    grid: { stroke: ink('line'), width: 1 },
    ticks: { show: false },
  };
  const bars = uPlot.paths.bars?.({ size: [0.82, 24], align: 1 });
  return {
    width: room.clientWidth,
    height: room.clientHeight,
    padding: [8, 16, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, sync: { key: 'health-history' }, points: { size: 6 } },
    scales: {
      x: { range: (self) => [Number(self.data[0][0] ?? 0), latest.current.endMs / 1_000] },
      y: {
        range: (_self, _min, max) => [
          0,
          topOf(latest.current.model.max ?? max, latest.current.model.leastStep),
        ],
      },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 24,
        gap: 4,
        space: 64,
        values: (_self, splits) => splits.map((atSeconds) => latest.current.timeText(atSeconds * 1_000)),
      },
      {
        ...axis,
        size: 52,
        gap: 4,
        splits: (_self, _axis, _min, max) => ticksTo(max, latest.current.model.leastStep),
        values: (_self, splits) => splits.map((value) => latest.current.model.format(value)),
      },
    ],
    series: [
      {},
      ...drawOrder(model).map(({ label, ink: name, kind }): uPlot.Series => {
        const stroke = ink(name);
        if (kind === 'bars' && bars)
          return { label, fill: stroke, stroke, width: 0, paths: bars, points: { show: false } };
        if (kind === 'dashes') return { label, stroke, width: 1, dash: [4, 4], points: { show: false } };
        return {
          label,
          stroke,
          width: 1.5,
          spanGaps: false,
          points: { show: true, size: 5, fill: stroke, filter: alone },
        };
      }),
    ],
    hooks: { setCursor: [(self) => latest.current.onPoint(self.cursor.idx ?? null)] },
  };
}

/** The points that no line goes to: between gaps, they would not be seen. */
function alone(self: uPlot, series: number): number[] {
  const values = self.data[series] ?? [];
  return Array.from(values.keys()).filter(
    (at) => values[at] != null && values[at - 1] == null && values[at + 1] == null,
  );
}

/** Stacked bars are drawn from the whole heap down to its lowest part; lines lie over them. */
function drawOrder({ series, isStacked }: ChartModel): ChartModel['series'] {
  if (!isStacked) return series;
  const isBar = ({ kind }: { kind: string }) => kind === 'bars';
  return [...series.filter(isBar).reverse(), ...series.filter((each) => !isBar(each))];
}

function dataOf(model: ChartModel, timesMs: readonly number[]): uPlot.AlignedData {
  const xs = timesMs.map((atMs) => atMs / 1_000);
  const bars = model.series.filter(({ kind }) => kind === 'bars');
  const columns = drawOrder(model).map((series) => {
    if (!model.isStacked || series.kind !== 'bars') return [...series.values];
    const upTo = bars.slice(0, bars.indexOf(series) + 1);
    return xs.map((_, index) => upTo.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  });
  return [xs, ...columns];
}

/** A token's colour as the canvas takes it: the theme's half of the pair. */
function inkIn(room: HTMLElement, name: Ink | 'line'): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--color-${name})`;
  room.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Changes whenever the theme does, chosen here or by the system. */
function useThemeTurns(): number {
  const [turns, setTurns] = useState(0);
  useEffect(() => {
    const turn = () => setTurns((before) => before + 1);
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const watcher = new MutationObserver(turn);
    watcher.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    system.addEventListener('change', turn);
    return () => {
      watcher.disconnect();
      system.removeEventListener('change', turn);
    };
  }, []);
  return turns;
}
