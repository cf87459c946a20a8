import { describe, expect, it } from 'vitest';
import { limitsOf, type PlanId } from '@/lib/providers/descriptors';
import { backgroundAllowance, forecast, mayWorkBehind, type Spent } from './budget';

/** Of a plan with an hour of the credential and a day of the account. */
function spent(plan: PlanId, hour: number, day: number, lastHour: number): Spent {
  const limits = limitsOf({ provider: 'onepassword', plan });
  return { windows: limits.map((window, at) => ({ window, used: [hour, day][at] ?? 0 })), lastHour };
}

describe('backgroundAllowance', () => {
  it('yields at 70 % of the hour’s limit', () => {
    expect(backgroundAllowance(spent('business', 6_995, 0, 0))).toBe(5);
    expect(backgroundAllowance(spent('business', 7_000, 0, 0))).toBe(0);
  });

  it('yields at 70 % of the day’s limit', () => {
    expect(backgroundAllowance(spent('teams', 0, 3_494, 0))).toBe(1);
    expect(backgroundAllowance(spent('teams', 0, 3_500, 0))).toBe(0);
    expect(mayWorkBehind(spent('teams', 0, 3_494, 0), 2)).toBe(false);
  });

  it('leaves the hours to come five sixths of what is left of the day', () => {
    expect(backgroundAllowance(spent('teams', 100, 1_200, 100))).toBe(300);
  });

  it('goes on all day at a steady pace when the load is more than a day carries', () => {
    const spentIn: number[] = [];
    for (let hour = 0; hour < 72; hour += 1) {
      const accountDay = spentIn.slice(-23).reduce((sum, each) => sum + each, 0);
      spentIn.push(backgroundAllowance(spent('other', 0, accountDay, 0)));
    }
    const aDay = (from: number) => spentIn.slice(from, from + 24).reduce((sum, each) => sum + each, 0);
    expect(Math.min(...spentIn.slice(24))).toBeGreaterThan(0);
    for (const from of [0, 12, 24, 48]) expect(aDay(from)).toBeLessThanOrEqual(700);
    expect(aDay(48)).toBeGreaterThan(500);
  });
});

describe('without limits', () => {
  it('there is room for everything, and no pace is too fast', () => {
    expect(backgroundAllowance({ windows: [], lastHour: 10_000 })).toBe(Number.POSITIVE_INFINITY);
    const windows = limitsOf({ provider: 'onepassword-connect', plan: 'other' }).map((window) => ({
      window,
      used: 9_999,
    }));
    expect(backgroundAllowance({ windows, lastHour: 10_000 })).toBe(Number.POSITIVE_INFINITY);
    expect(forecast({ windows, lastHour: 10_000 })).toEqual({ perDay: 240_000, fits: true, endsInMs: null });
  });
});

describe('of several limits', () => {
  const minute = (requests: number) =>
    ({ id: 'minute', per: 'credential', windowMs: 60_000, counts: 'by_clock', requests }) as const;
  const week = {
    id: 'week',
    per: 'account',
    windowMs: 168 * 3_600_000,
    counts: 'sliding',
    requests: 70_000,
  } as const;

  it('the narrowest counts', () => {
    const windows = [
      { window: minute(100), used: 60 },
      { window: week, used: 7_000 },
    ];
    expect(backgroundAllowance({ windows, lastHour: 0 })).toBe(10);
    // Four hours of the week’s rest, not all of it at once.
    expect(backgroundAllowance({ windows: windows.slice(1), lastHour: 0 })).toBe(1_000);
  });
});

describe('forecast', () => {
  it('says when the day’s limit ends at the pace of the last hour', () => {
    const seen = forecast(spent('teams', 400, 3_000, 400));
    expect(seen).toEqual({ perDay: 9_600, fits: false, endsInMs: 5 * 3_600_000 });
  });

  it('says when the hour’s limit ends first', () => {
    const seen = forecast(spent('business', 9_000, 13_000, 12_000));
    expect(seen).toMatchObject({ fits: false, endsInMs: 300_000 });
  });

  it('does not take an hour of setting up for the pace of a day', () => {
    expect(forecast(spent('other', 80, 80, 80))).toMatchObject({
      fits: true,
      endsInMs: null,
    });
    expect(forecast(spent('other', 80, 300, 80))).toMatchObject({ fits: false });
  });

  it('is content with a pace that a whole day allows', () => {
    expect(forecast(spent('other', 40, 900, 41))).toMatchObject({ fits: true });
  });
});
