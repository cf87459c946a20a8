import type { EntryTitles } from '@/lib/cache/entry';
import { formatReference, type ReferenceAttribute } from '@/lib/kernel/reference';

/** A reference as people read it, by titles. They may hold characters that a reference refuses: it is for eyes. */
export function shownReference(titles: EntryTitles, attribute?: ReferenceAttribute): string {
  return formatReference({ ...titles, ...(attribute ? { attribute } : {}) });
}
