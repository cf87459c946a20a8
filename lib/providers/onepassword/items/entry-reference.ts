import { fitsReference, type Reference } from '@/lib/providers/op/reference';
import type { Entry, ItemFrame } from './entry';
import { sectionsOf } from './item-index';
import { matchEntry } from './match-entry';

// Ids have 26 characters and titles are written by people; what is longer is no name to store and to look up by.
const longestPart = 300;

/**
 * The reference by ids under which an entry is stored: vault, item, section where there is one, field. The section stays in
 * even when the field's id is unique today, so that a field added later in the nameless section cannot take its place.
 * Where an id is empty, holds characters that references refuse, or is also another field's title, the title stands in for it.
 * Undefined when no reference names this entry and no other.
 */
export function referenceOfEntry(
  item: ItemFrame,
  entries: readonly Entry[],
  entry: Entry,
): Reference | undefined {
  for (const part of candidates(item, entry)) {
    const fits = [part.field, part.section ?? ''].every(
      (name) => name.length <= longestPart && fitsReference(name),
    );
    if (fits && part.field !== '' && matchEntry(item, entries, part) === entry)
      return { vault: item.vaultId, item: item.id, ...part };
  }
  return undefined;
}

function candidates(item: ItemFrame, { id, title, place }: Entry): Pick<Reference, 'section' | 'field'>[] {
  const withoutSection = [{ field: id }, { field: title }];
  if (typeof place !== 'object') return withoutSection;
  const sectionTitle = sectionsOf(item).withId(place.sectionId)[0]?.title;
  const sections = [place.sectionId, ...(sectionTitle === undefined ? [] : [sectionTitle])];
  const withSection = sections.flatMap((section) => [id, title].map((field) => ({ section, field })));
  return [...withSection, ...withoutSection];
}
