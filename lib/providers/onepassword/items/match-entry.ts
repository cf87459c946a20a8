import type { Reference } from '@/lib/providers/op/reference';
import type { Entry, ItemFrame } from './entry';
import { entriesCalled, sectionsOf } from './item-index';

// With more fields of one name, only the SDK can tell.
const mostNamed = 1_000;

type FieldPart = Pick<Reference, 'section' | 'field'>;

/**
 * The one of an item's entries that a reference's section and field name, by the SDK's rules: case does not count, ids and titles
 * are alike, and without a section what lies in no named section goes first. Undefined when it names none or several, or
 * when something that `items.get` does not show might be meant: then only the SDK's own resolve can tell.
 */
export function matchEntry(item: ItemFrame, entries: readonly Entry[], part: FieldPart): Entry | undefined {
  const named = entriesCalled(entries, part.field);
  if (named.length > mostNamed) return undefined;
  if (named.some(({ place }) => place === 'unknown')) return undefined;
  return part.section === undefined ? inAnySection(item, named) : inSection(item, named, part.section);
}

function inAnySection(item: ItemFrame, named: readonly Entry[]): Entry | undefined {
  const nameless = named.filter(({ place }) => isNameless(item, place));
  const entry = only(nameless.length > 0 ? nameless : named);
  return entry && entry.place !== 'outside' && mayHideFields(item) ? undefined : entry;
}

// A web form's fields other than user name and password are not shown, and go before those of sections. Only these
// categories have web forms.
function mayHideFields({ category }: ItemFrame): boolean {
  return category === 'Login' || category === 'Password';
}

function inSection(item: ItemFrame, named: readonly Entry[], section: string): Entry | undefined {
  const wanted = section.toLowerCase();
  const byId = sectionsOf(item).withIdLike(wanted);
  const byTitle = sectionsOf(item).withTitleLike(wanted);
  // One section's id may be another's title: which of them counts, only the SDK can tell.
  const withId = new Set(byId);
  if (byId.length > 0 && byTitle.some((each) => !withId.has(each))) return undefined;
  const sections = new Set([...byId, ...byTitle].map(({ id }) => id));
  return only(named.filter(({ place }) => typeof place === 'object' && sections.has(place.sectionId)));
}

function isNameless(item: ItemFrame, place: Entry['place']): boolean {
  if (typeof place !== 'object') return true;
  return sectionsOf(item)
    .withId(place.sectionId)
    .some(({ title }) => title === '');
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
