import { describe, expect, it } from 'vitest';
import type { HistoryView } from '@/lib/history/schema';
import { chartsOf } from './history-charts';

const figures = {
  memory: 0,
  table: 0,
  provider: 0,
  stale: 0,
  failed: 0,
  hitRatio: null,
  requests: 0,
  failedRequests: 0,
  signIns: 0,
  p50Ms: null,
  p95Ms: null,
};
const history: HistoryView = {
  range: 'hour',
  from: '2026-01-01T00:00:00Z',
  to: '2026-01-01T00:10:00Z',
  stepMs: 300_000,
  points: [
    { at: '2026-01-01T00:00:00Z', ...figures },
    { at: '2026-01-01T00:05:00Z', ...figures, requests: 5, failedRequests: 2, hitRatio: 0.9999 },
  ],
  total: { ...figures, hitRatio: 0.9999, requests: 5 },
  failures: [],
  pacePerStep: 173.6,
  accountDay: null,
  managers: [],
};
const chart = (name: string, of: HistoryView = history) => chartsOf(of).find((each) => each.name === name);

describe('the charts of a history', () => {
  it('leave a gap where nothing was read, and call no ratio whole that is not', () => {
    expect(chart('ratio')?.series[0]?.values).toEqual([null, 0.9999]);
    expect(chart('ratio')?.summary).toBe('99.9 %');
  });

  it('count a refused request once', () => {
    expect(chart('requests')?.series.map(({ values }) => values[1])).toEqual([3, 2]);
  });

  it('draw the pace of the limit only where it does not press the bars flat', () => {
    expect(chart('requests')?.series).toHaveLength(2);
    const near = { ...history, pacePerStep: 12 };
    expect(chart('requests', near)?.series[2]).toMatchObject({ kind: 'dashes', values: [12, 12] });
  });
});
