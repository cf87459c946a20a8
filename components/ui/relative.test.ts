import { describe, expect, it } from 'vitest';
import { durationText, parseDuration, relativeTime } from './relative';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

describe('a length of time', () => {
  it.each([
    1_000,
    45_000,
    minuteMs,
    5 * minuteMs,
    90 * minuteMs,
    hourMs,
    dayMs,
    dayMs + 6 * hourMs,
    7 * dayMs,
  ])('of %d ms is read back as it was written', (lengthMs) => {
    expect(parseDuration(durationText(lengthMs))).toBe(lengthMs);
  });

  it.each([
    ['1h 30m', 90 * minuteMs],
    ['2 hours', 2 * hourMs],
    ['90 SECONDS', 90_000],
    ['1.5 h', 90 * minuteMs],
    [' 15 ', 15 * minuteMs],
  ])('is understood as people write it: %s', (text, lengthMs) => {
    expect(parseDuration(text)).toBe(lengthMs);
  });

  it.each(['', 'soon', '5 parsecs', '5 min later', '-5 min'])('is not guessed from “%s”', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('a time', () => {
  const nowMs = Date.UTC(2026, 10, 22, 12);

  it.each([
    [nowMs - 3_000, 'just now'],
    [nowMs - 42_000, '42 s ago'],
    [nowMs - 59 * minuteMs, '59 min ago'],
    [nowMs - 47 * hourMs, '47 h ago'],
    [nowMs - 3 * dayMs, '3 d ago'],
    [nowMs + 9 * minuteMs, 'in 9 min'],
    [nowMs + 8 * minuteMs + 20_000, 'in 9 min'],
    [nowMs + 59_500, 'in 1 min'],
    [nowMs - 8 * minuteMs - 50_000, '8 min ago'],
    [nowMs + 3_000, 'in a moment'],
    [nowMs - 100 * dayMs, '14 Aug 2026'],
  ])('at %d is told as %s', (atMs, text) => {
    expect(relativeTime(atMs, nowMs)).toBe(text);
  });
});
