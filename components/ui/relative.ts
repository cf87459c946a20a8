import { uiWords } from '@/components/words/ui';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const steps: [unit: string, sizeMs: number, untilMs: number][] = [
  ['s', secondMs, minuteMs],
  ['min', minuteMs, hourMs],
  ['h', hourMs, 2 * dayMs],
  ['d', dayMs, 60 * dayMs],
];

/** How long ago, or how far ahead, in a few characters: `just now`, `5 min ago`, `in 3 h`, `12 Mar 2026`. */
export function relativeTime(atMs: number, nowMs: number): string {
  const distanceMs = Math.abs(nowMs - atMs);
  if (distanceMs < 10 * secondMs) return uiWords.now;
  const step = steps.find(([, , untilMs]) => distanceMs < untilMs);
  if (!step)
    return new Date(atMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  const text = `${Math.floor(distanceMs / step[1])} ${step[0]}`;
  return atMs > nowMs ? `in ${text}` : `${text} ago`;
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
    if (count > 0) parts.push(`${count} ${unit}`);
    restMs -= count * sizeMs;
  }
  return parts.slice(0, 2).join(' ');
}

const sizes: Record<string, number> = { s: secondMs, min: minuteMs, m: minuteMs, h: hourMs, d: dayMs };

/** Reads `5 min`, `1h 30m`, `90 s`, `1 d` back into milliseconds; undefined when it is none. A bare number is minutes. */
export function parseDuration(text: string): number | undefined {
  const tidy = text.trim().toLowerCase();
  if (/^\d+(\.\d+)?$/.test(tidy)) return Number(tidy) * minuteMs;
  const parts = [
    ...tidy.matchAll(/(\d+(?:\.\d+)?)\s*(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)\s*/g),
  ];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== tidy) return undefined;
  return parts.reduce(
    (sumMs, [, count, unit]) => sumMs + Number(count) * (sizes[shortUnit(unit ?? '')] ?? 0),
    0,
  );
}

function shortUnit(unit: string): string {
  return unit.startsWith('m') ? 'min' : unit.slice(0, 1);
}
