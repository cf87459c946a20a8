import { durationText } from '@/components/ui/relative';
import type { Tone } from '@/components/ui/tone';
import type { EntryView } from '@/lib/cache/schema';
import { stateTone } from './state-tone';
import { cacheWords } from './words';

const words = cacheWords.age;

export interface Age {
  /** "3 min old". */
  text: string;
  /** "fresh for 2 min": what comes next, and when. */
  next: string;
  /** How much of the present time of life is used, 0 to 1. */
  ratio: number;
  tone: Tone;
}

/** An entry's age against its policy. All times are the server's, so that its clock alone counts. */
export function ageOf(entry: EntryView): Age {
  const { ageMs, state } = entry;
  const freshMs = Date.parse(entry.freshUntil) - Date.parse(entry.fetchedAt);
  const servedMs = entry.staleUntil ? Date.parse(entry.staleUntil) - Date.parse(entry.fetchedAt) : freshMs;
  const { spent, left } = parted(ageMs, state === 'stale' ? servedMs : freshMs);
  const text = words.old(spent);
  const tone = stateTone(entry);
  switch (state) {
    case 'fresh':
      return { text, next: words.freshFor(left), ratio: ageMs / Math.max(1, freshMs), tone };
    case 'stale':
      return {
        text,
        next: words.servedFor(left),
        ratio: (ageMs - freshMs) / Math.max(1, servedMs - freshMs),
        tone,
      };
    case 'absent':
      return {
        text,
        next: ageMs < freshMs ? words.askedAgainIn(left) : words.askedNext,
        ratio: ageMs / Math.max(1, freshMs),
        tone,
      };
    case 'expired':
      return { text, next: words.notServed, ratio: 1, tone };
  }
}

/**
 * What is spent of a time and what is left, each in its greatest unit alone: a number that changes with every look is no
 * help. The one is rounded down and the other up, as times ago and ahead are everywhere (components/ui/relative), so that
 * they add up to the whole and nothing is told as over that is not.
 */
function parted(spentMs: number, wholeMs: number): { spent: string; left: string } {
  const leftMs = Math.max(0, wholeMs - spentMs);
  return { spent: inUnit(spentMs, Math.floor), left: inUnit(leftMs, Math.ceil) };
}

function unitOf(lengthMs: number): number {
  return [86_400_000, 3_600_000, 60_000].find((unit) => lengthMs >= unit) ?? 1_000;
}

function inUnit(lengthMs: number, round: (units: number) => number): string {
  const unit = unitOf(lengthMs);
  const shownMs = round(lengthMs / unit) * unit;
  return shownMs < 1_000 ? '0 s' : durationText(shownMs);
}
