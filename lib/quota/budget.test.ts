import { describe, expect, it } from 'vitest';
import { backgroundAllowance, forecast, mayWorkBehind } from './budget';

describe('backgroundAllowance', () => {
  it('yields at 70 % of the hour’s limit', () => {
    expect(backgroundAllowance('business', { tokenHour: 6_995, accountDay: 0, lastHour: 0 })).toBe(5);
    expect(backgroundAllowance('business', { tokenHour: 7_000, accountDay: 0, lastHour: 0 })).toBe(0);
  });

  it('yields at 70 % of the day’s limit', () => {
    expect(backgroundAllowance('teams', { tokenHour: 0, accountDay: 3_494, lastHour: 0 })).toBe(1);
    expect(backgroundAllowance('teams', { tokenHour: 0, accountDay: 3_500, lastHour: 0 })).toBe(0);
    expect(mayWorkBehind('teams', { tokenHour: 0, accountDay: 3_494, lastHour: 0 }, 2)).toBe(false);
  });

  it('leaves the hours to come five sixths of what is left of the day', () => {
    expect(backgroundAllowance('teams', { tokenHour: 100, accountDay: 1_200, lastHour: 100 })).toBe(300);
  });

  it('goes on all day at a steady pace when the load is more than a day carries', () => {
    const spentIn: number[] = [];
    for (let hour = 0; hour < 72; hour += 1) {
      const accountDay = spentIn.slice(-23).reduce((sum, each) => sum + each, 0);
      spentIn.push(backgroundAllowance('other', { tokenHour: 0, accountDay, lastHour: 0 }));
    }
    const aDay = (from: number) => spentIn.slice(from, from + 24).reduce((sum, each) => sum + each, 0);
    expect(Math.min(...spentIn.slice(24))).toBeGreaterThan(0);
    for (const from of [0, 12, 24, 48]) expect(aDay(from)).toBeLessThanOrEqual(700);
    expect(aDay(48)).toBeGreaterThan(500);
  });
});

describe('forecast', () => {
  it('says when the day’s limit ends at the pace of the last hour', () => {
    const seen = forecast('teams', { tokenHour: 400, accountDay: 3_000 }, 400);
    expect(seen).toEqual({ perDay: 9_600, fits: false, endsInMs: 5 * 3_600_000 });
  });

  it('says when the hour’s limit ends first', () => {
    const seen = forecast('business', { tokenHour: 9_000, accountDay: 13_000 }, 12_000);
    expect(seen).toMatchObject({ fits: false, endsInMs: 300_000 });
  });

  it('does not take an hour of setting up for the pace of a day', () => {
    expect(forecast('other', { tokenHour: 80, accountDay: 80 }, 80)).toMatchObject({
      fits: true,
      endsInMs: null,
    });
    expect(forecast('other', { tokenHour: 80, accountDay: 300 }, 80)).toMatchObject({ fits: false });
  });

  it('is content with a pace that a whole day allows', () => {
    expect(forecast('other', { tokenHour: 40, accountDay: 900 }, 41)).toMatchObject({ fits: true });
  });
});
