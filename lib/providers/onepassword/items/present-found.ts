import type { FoundReference } from '@/lib/providers/contract';
import { formatReference, type Reference } from '@/lib/providers/op/reference';
import { cleanTitle } from './clean-title';
import type { Entry, ItemFrame } from './entry';
import { referenceOfEntry } from './entry-reference';
import { sectionsOf } from './item-index';

/** A column of four bytes holds the version of an item; the service tells up to twice as much. */
export const greatestVersion = 2 ** 31 - 1;

/** A reference with the item it names in hand. */
export interface FoundIn {
  reference: Reference;
  item: ItemFrame;
  entries: readonly Entry[];
  /** As last listed, fit to be shown. */
  vaultTitle: string;
}

/**
 * What a reference turned out to name: by ids, to be stored, and by names, to be shown. `entry` is what holds its value, as far
 * as that is known; without one the field stays as it was asked for.
 */
export function presentFound(
  { item, entries, reference, vaultTitle }: FoundIn,
  entry: Entry | undefined,
): FoundReference {
  const asked = { ...reference, vault: item.vaultId, item: item.id };
  const stored = entry && referenceOfEntry(item, entries, entry);
  const ids = stored
    ? { ...stored, ...(reference.attribute ? { attribute: reference.attribute } : {}) }
    : asked;
  const section = entry ? sectionTitleOf(item, entry) : reference.section;
  return {
    bound: formatReference(ids),
    names: {
      vault: vaultTitle,
      item: cleanTitle(item.title),
      ...(section ? { section: cleanTitle(section) } : {}),
      field: cleanTitle(entry?.title ?? reference.field),
    },
    fieldType: entry?.type ?? 'Unknown',
    itemVersion: Math.min(item.version, greatestVersion),
    itemUpdatedAt: item.updatedAt.toISOString(),
  };
}

/** The title of the section that an entry is in. Undefined: it is in none. */
export function sectionTitleOf(item: ItemFrame, { place }: Entry): string | undefined {
  if (typeof place !== 'object') return undefined;
  return sectionsOf(item).withId(place.sectionId)[0]?.title;
}
