import { expect, it } from 'vitest';
import { manualClock } from '@/lib/kernel/clock';
import { certain, unreadable } from '@/lib/providers/provider-failure';
import { createTroubledItems } from './troubled-items';

const made = () => {
  const time = manualClock();
  return { time, troubled: createTroubledItems(() => time.now()) };
};

it('lets an unreadable item rest for ten seconds, twice as long each time, for two minutes at most', () => {
  const { time, troubled } = made();
  const restsMs = [10_000, 20_000, 40_000, 80_000, 120_000, 120_000];
  for (const restMs of restsMs) {
    troubled.note('v/i', unreadable);
    time.advance(restMs - 1);
    expect(troubled.restingFailure('v/i')).toBe(unreadable);
    time.advance(1);
    expect(troubled.restingFailure('v/i')).toBeUndefined();
    expect(troubled.has('v/i')).toBe(true);
  }
});

it('asks for an archived item each time, since it may be restored', () => {
  const { troubled } = made();
  troubled.note('v/i', certain('secret_not_found'));
  expect([troubled.has('v/i'), troubled.restingFailure('v/i')]).toEqual([true, undefined]);
});

it('ends: it is forgotten when it answers, an hour after it was noted, and when 5,000 others came since', () => {
  const { time, troubled } = made();
  troubled.note('well', unreadable);
  troubled.clear('well');
  troubled.note('old', unreadable);
  time.advance(60 * 60_000 - 1);
  expect(troubled.has('old')).toBe(true);
  time.advance(1);
  expect(troubled.has('old')).toBe(false);
  troubled.note('pushed out', unreadable);
  for (let at = 0; at < 5_000; at += 1) troubled.note(`v/${at}`, unreadable);
  expect(['well', 'old', 'pushed out', 'v/0'].map(troubled.has)).toEqual([false, false, false, true]);
});
