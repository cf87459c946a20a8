import type { BrowsedField } from '@/lib/providers/contract';
import { formatReference } from '@/lib/providers/op/reference';
import { cleanTitle } from './clean-title';
import type { Entry, ItemFrame } from './entry';
import { referenceOfEntry } from './entry-reference';
import { sectionTitleOf } from './present-found';

/** An entry of an item as it is listed: titles, ids, type and how it can be bound. Its value ends here. */
export function presentField(item: ItemFrame, entries: readonly Entry[], entry: Entry): BrowsedField {
  const reference = referenceOfEntry(item, entries, entry);
  const sectionTitle = sectionTitleOf(item, entry);
  return {
    id: entry.id,
    title: cleanTitle(entry.title),
    ...(typeof entry.place === 'object' ? { sectionId: entry.place.sectionId } : {}),
    ...(sectionTitle ? { sectionTitle: cleanTitle(sectionTitle) } : {}),
    type: entry.type,
    isEmpty: isEmpty(entry),
    reference: reference ? formatReference(reference) : '',
    offers: reference ? offersOf(entry) : [],
  };
}

function isEmpty({ type, value }: Entry): boolean {
  return value === '' || (value === undefined && !['File', 'SshPublicPart', 'Unsupported'].includes(type));
}

function offersOf({ type }: Entry): BrowsedField['offers'] {
  switch (type) {
    case 'Totp':
      return ['value', 'otp'];
    case 'SshKey':
      return ['value', 'openssh'];
    case 'File':
      return ['file'];
    case 'Unsupported':
      return [];
    default:
      return ['value'];
  }
}
