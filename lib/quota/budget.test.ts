import { describe, expect, it } from 'vitest';
import { forecast, mayWorkBehind } from './budget';

describe('mayWorkBehind', () => {
  it('yields at 70 % of either limit', () => {
    expect(mayWorkBehind('teams', { tokenHour: 695, accountDay: 0 }, 5)).toBe(true);
    expect(mayWorkBehind('teams', { tokenHour: 696, accountDay: 0 }, 5)).toBe(false);
    expect(mayWorkBehind('teams', { tokenHour: 0, accountDay: 3_495 }, 5)).toBe(true);
    expect(mayWorkBehind('teams', { tokenHour: 0, accountDay: 3_496 }, 5)).toBe(false);
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
