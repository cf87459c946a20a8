import { describe, expect, it } from 'vitest';
import { ticksTo, topOf } from './axis-ticks';

describe('an axis', () => {
  it.each([
    [89, [0, 25, 50, 75, 100]],
    [44, [0, 20, 40, 60]],
    [32, [0, 10, 20, 30, 40]],
    [100, [0, 25, 50, 75, 100]],
    [3, [0, 1, 2, 3]],
    [1, [0, 0.25, 0.5, 0.75, 1]],
    [7, [0, 2, 4, 6, 8]],
    [1_250, [0, 500, 1_000, 1_500]],
  ])('up to %d has its ticks at %j', (max, ticks) => {
    expect(ticksTo(topOf(max))).toEqual(ticks);
  });

  it('ends at a tick that nothing is above, in four steps at most', () => {
    for (let max = 1; max < 3_000; max += 7) {
      const top = topOf(max);
      const ticks = ticksTo(top);
      expect(ticks.at(-1)).toBeCloseTo(top, 9);
      expect(top).toBeGreaterThanOrEqual(max);
      expect(ticks.length).toBeLessThanOrEqual(5);
    }
  });

  it('of nothing has an end', () => {
    expect([topOf(null), topOf(0)]).toEqual([1, 1]);
  });
});
