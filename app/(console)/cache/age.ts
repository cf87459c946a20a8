import { durationText } from '@/components/ui/relative';
import type { Tone } from '@/components/ui/tone';
import type { EntryView } from '@/lib/cache/schema';
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
  const text = words.old(roughly(ageMs));
  switch (state) {
    case 'fresh':
      return { text, next: words.freshFor(roughly(freshMs - ageMs)), ratio: ageMs / freshMs, tone: 'ok' };
    case 'stale':
      return {
        text,
        next: words.servedFor(roughly(servedMs - ageMs)),
        ratio: (ageMs - freshMs) / Math.max(1, servedMs - freshMs),
        tone: 'warn',
      };
    case 'absent':
      return {
        text,
        next: ageMs < freshMs ? words.askedAgainIn(roughly(freshMs - ageMs)) : words.askedNext,
        ratio: ageMs / Math.max(1, freshMs),
        tone: 'idle',
      };
    case 'expired':
      return { text, next: words.notServed, ratio: 1, tone: 'bad' };
  }
}

/** The greatest unit alone: a number that changes with every look is no help. */
function roughly(lengthMs: number): string {
  const seconds = Math.max(0, Math.floor(lengthMs / 1_000));
  const sizes = [86_400, 3_600, 60, 1];
  const size = sizes.find((candidate) => seconds >= candidate) ?? 1;
  return seconds === 0 ? '0 s' : durationText(Math.floor(seconds / size) * size * 1_000);
}
