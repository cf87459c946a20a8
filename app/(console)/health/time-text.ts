import { localeTag } from '@/components/words/languages';
import type { HistoryRange } from '@/lib/history/ranges';

/** Writes times of a range in the reader's zone, as short as they can be told apart. */
export function timeTextOf(range: HistoryRange): (atMs: number) => string {
  const format = new Intl.DateTimeFormat(localeTag(), {
    ...(range === 'week' ? { weekday: 'short' } : {}),
    hour: '2-digit',
    minute: '2-digit',
  });
  return (atMs) => format.format(atMs);
}
