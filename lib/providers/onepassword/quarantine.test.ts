import { describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/kernel/clock';
import { createQuarantine } from './quarantine';

describe('the quarantine', () => {
  it('leaves managers alone that have done nothing', () => {
    const quarantine = createQuarantine(manualClock());
    expect([quarantine.isIsolated('a'), quarantine.holdMs('a')]).toEqual([false, 0]);
  });

  it('isolates after one crash, and refuses from the second in a row on, longer each time, a minute at most', () => {
    const clock = manualClock();
    const quarantine = createQuarantine(clock);
    const holds = Array.from({ length: 9 }, () => {
      quarantine.strike('a');
      return quarantine.holdMs('a');
    });
    expect(holds).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(quarantine.isIsolated('a')).toBe(true);
    expect([quarantine.isIsolated('b'), quarantine.holdMs('b')]).toEqual([false, 0]);
    clock.advance(59_999);
    expect(quarantine.holdMs('a')).toBe(1);
    clock.advance(1);
    expect(quarantine.holdMs('a')).toBe(0);
  });

  it('begins to count anew after an answer, and ends ten minutes after the last crash', () => {
    const clock = manualClock();
    const quarantine = createQuarantine(clock);
    quarantine.strike('a');
    quarantine.strike('a');
    clock.advance(1_000);
    quarantine.clear('a');
    expect([quarantine.isIsolated('a'), quarantine.holdMs('a')]).toEqual([true, 0]);
    quarantine.strike('a');
    expect(quarantine.holdMs('a')).toBe(0);
    quarantine.clear('a');
    clock.advance(10 * 60_000);
    expect(quarantine.isIsolated('a')).toBe(false);
  });

  it('forgets a manager that is closed', () => {
    const quarantine = createQuarantine(manualClock());
    quarantine.strike('a');
    quarantine.forget('a');
    expect(quarantine.isIsolated('a')).toBe(false);
  });
});
