import { dayText } from '@/components/words/numbers';
import { uiWords } from '@/components/words/ui';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type Unit = keyof typeof uiWords.units;

const steps: [unit: Unit, sizeMs: number, untilMs: number][] = [
  ['s', secondMs, minuteMs],
  ['min', minuteMs, hourMs],
  ['h', hourMs, 2 * dayMs],
  ['d', dayMs, 60 * dayMs],
];

/**
 * How long ago, or how far ahead, in a few characters: `just now`, `5 min ago`, `in 3 h`, `12 Mar 2026`. What is past is
 * rounded down and what is ahead up, so that both add up to the whole between them.
 */
export function relativeTime(atMs: number, nowMs: number): string {
  const distanceMs = Math.abs(nowMs - atMs);
  if (distanceMs < 10 * secondMs) return atMs > nowMs ? uiWords.soon : uiWords.now;
  const round = atMs > nowMs ? Math.ceil : Math.floor;
  const step = steps.find(([, sizeMs, untilMs]) => round(distanceMs / sizeMs) * sizeMs < untilMs);
  if (!step) return dayText(atMs);
  const count = round(distanceMs / step[1]);
  return atMs > nowMs ? uiWords.ahead(count, step[0]) : uiWords.ago(count, step[0]);
}

/** A length of time as people say it, exactly: `5 min`, `1 h 30 min`, `45 s`, `250 ms`. */
export function durationText(lengthMs: number): string {
  if (lengthMs < secondMs) return `${Math.round(lengthMs)} ms`;
  const parts: string[] = [];
  let restMs = lengthMs;
  for (const [unit, sizeMs] of [
    ['d', dayMs],
    ['h', hourMs],
    ['min', minuteMs],
    ['s', secondMs],
  ] as const) {
    const count = Math.floor(restMs / sizeMs);
    if (count > 0) parts.push(uiWords.units[unit](count));
    restMs -= count * sizeMs;
  }
  return parts.slice(0, 2).join(' ');
}

const sizes: Record<string, number> = { s: secondMs, m: minuteMs, h: hourMs, d: dayMs, t: dayMs };

const unitNames =
  '(?:seconds?|secs?|sekunden?|sek\\.?|s|minuten?|minutes?|mins?\\.?|m|stunden?|std\\.?|hours?|hrs?|h|days?|d|tagen?|tage?|t)';
const part = new RegExp(`(\\d+(?:[.,]\\d+)?)\\s*(${unitNames})(?![a-z])\\s*`, 'g');

/**
 * Reads `5 min`, `1h 30m`, `90 s`, `1 d`, `2 Std.`, `3 Tage` back into milliseconds, whatever the language; undefined
 * when it is none. A bare number is minutes.
 */
export function parseDuration(text: string): number | undefined {
  const tidy = text.trim().toLowerCase();
  if (/^\d+([.,]\d+)?$/.test(tidy)) return numberIn(tidy) * minuteMs;
  const parts = [...tidy.matchAll(part)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== tidy) return undefined;
  return parts.reduce(
    (sumMs, [, count = '', unit = '']) => sumMs + numberIn(count) * (sizes[sizeName(unit)] ?? 0),
    0,
  );
}

function numberIn(text: string): number {
  return Number(text.replace(',', '.'));
}

/** `std` is the German hour; every other unit is known by its first letter. */
function sizeName(unit: string): string {
  return unit.startsWith('st') ? 'h' : unit.slice(0, 1);
}
