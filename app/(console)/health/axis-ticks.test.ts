import { describe, expect, it } from 'vitest';
import { ticksTo, topOf } from './axis-ticks';

describe('an axis', () => {
  it.each([
    [89, [0, 25, 50, 75, 100]],
    [44, [0, 20, 40, 60]],
    [32, [0, 10, 20, 30, 40]],
    [100, [0, 25, 50, 75, 100]],
    [3, [0, 1, 2, 3]],
    [1, [0, 1]],
    [2, [0, 1, 2]],
    [7, [0, 2, 4, 6, 8]],
    [1_250, [0, 500, 1_000, 1_500]],
  ])('up to %d has its ticks at %j', (max, ticks) => {
    expect(ticksTo(topOf(max, 1), 1)).toEqual(ticks);
  });

  it('of shares may have ticks between whole numbers', () => {
    expect(ticksTo(topOf(1, 0), 0)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it('says no two ticks alike, however little there is to count', () => {
    for (let max = 0; max < 40; max += 1) {
      const said = ticksTo(topOf(max, 1), 1).map((tick) => String(Math.round(tick)));
      expect(new Set(said).size).toBe(said.length);
    }
  });

  it('ends at a tick that nothing is above, in four steps at most', () => {
    for (let max = 1; max < 3_000; max += 7) {
      const top = topOf(max, 1);
      const ticks = ticksTo(top, 1);
      expect(ticks.at(-1)).toBeCloseTo(top, 9);
      expect(top).toBeGreaterThanOrEqual(max);
      expect(ticks.length).toBeLessThanOrEqual(5);
    }
  });

  it('of nothing has an end', () => {
    expect([topOf(null, 1), topOf(0, 1)]).toEqual([1, 1]);
  });
});
