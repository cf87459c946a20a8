import type { Reference } from '@/lib/kernel/reference';
import type { FoundReference } from '@/lib/providers/contract';
import { cleanTitle } from '@/lib/providers/onepassword/items/clean-title';
import type { Entry, ItemFrame } from '@/lib/providers/onepassword/items/entry';
import { referenceOfEntry } from '@/lib/providers/onepassword/items/entry-reference';
import { entriesCalled, sectionsOf } from '@/lib/providers/onepassword/items/item-index';
import type { Job } from './sdk-call';

// A column of four bytes holds it; the SDK tells up to twice as much.
const greatestVersion = 2 ** 31 - 1;

/** A reference with the item it names in hand. */
export interface Wanted {
  index: number;
  reference: Reference;
  item: ItemFrame;
  entries: readonly Entry[];
  /** The entry it names, where that is certain. */
  entry: Entry | undefined;
}

/**
 * What a reference turned out to name: by ids, to be stored, and by names, to be shown. `entry` is what holds its value, as far
 * as that is known; without one the field stays as it was asked for.
 */
export function foundOf(
  job: Job,
  { item, entries, reference }: Omit<Wanted, 'index' | 'entry'>,
  entry: Entry | undefined,
): FoundReference {
  const asked = { ...reference, vault: item.vaultId, item: item.id };
  const stored = entry && referenceOfEntry(item, entries, entry);
  const ids = stored
    ? { ...stored, ...(reference.attribute ? { attribute: reference.attribute } : {}) }
    : asked;
  const section = entry ? sectionTitleOf(item, entry) : reference.section;
  return {
    ids,
    names: {
      vault: job.account.titles.byId.get(item.vaultId) ?? item.vaultId,
      item: cleanTitle(item.title),
      ...(section ? { section: cleanTitle(section) } : {}),
      field: cleanTitle(entry?.title ?? reference.field),
    },
    fieldType: entry?.type ?? 'Unknown',
    itemVersion: Math.min(item.version, greatestVersion),
    itemUpdatedAt: item.updatedAt.toISOString(),
  };
}

/** The entry that holds a secret which the SDK found, when only one of that name does. */
export function holderOf({ item, entries, reference }: Wanted, secret: string): Entry | undefined {
  const holders = entriesCalled(entries, reference.field).filter(
    (entry) => entry.value === secret && referenceOfEntry(item, entries, entry),
  );
  return holders.length === 1 ? holders[0] : undefined;
}

function sectionTitleOf(item: ItemFrame, { place }: Entry): string | undefined {
  if (typeof place !== 'object') return undefined;
  return sectionsOf(item).withId(place.sectionId)[0]?.title;
}
