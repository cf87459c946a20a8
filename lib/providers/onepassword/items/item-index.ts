import { groupBy } from '@/lib/kernel/group-by';
import type { Entry, ItemFrame, ItemSection } from './entry';

/** The sections of an item by id, and by id and title whatever their case. Several may have the same. */
export interface SectionIndex {
  withId(id: string): readonly ItemSection[];
  /** `name` in lower case. */
  withIdLike(name: string): readonly ItemSection[];
  /** `name` in lower case. */
  withTitleLike(name: string): readonly ItemSection[];
}

const entryIndexes = new WeakMap<readonly Entry[], ReadonlyMap<string, readonly Entry[]>>();
const sectionIndexes = new WeakMap<object, SectionIndex>();
const none: readonly never[] = [];

/**
 * The entries that a reference's field part may mean: ids and titles are alike, and case does not count. In the order of
 * the item. An item may have ten thousand fields, and each is looked up for each: that must not take their square.
 */
export function entriesCalled(entries: readonly Entry[], name: string): readonly Entry[] {
  const index = entryIndexes.get(entries) ?? indexOf(entries, ({ id, title }) => [id, title]);
  entryIndexes.set(entries, index);
  return index.get(name.toLowerCase()) ?? none;
}

/** An item's sections, to be looked up. */
export function sectionsOf(item: Pick<ItemFrame, 'sections'>): SectionIndex {
  const known = sectionIndexes.get(item);
  if (known) return known;
  const byId = groupBy(item.sections, ({ id }) => id);
  const byIdLike = indexOf(item.sections, ({ id }) => [id]);
  const byTitleLike = indexOf(item.sections, ({ title }) => [title]);
  const index: SectionIndex = {
    withId: (id) => byId.get(id) ?? none,
    withIdLike: (name) => byIdLike.get(name) ?? none,
    withTitleLike: (name) => byTitleLike.get(name) ?? none,
  };
  sectionIndexes.set(item, index);
  return index;
}

function indexOf<T>(list: readonly T[], namesOf: (each: T) => string[]): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const each of list) {
    for (const name of new Set(namesOf(each).map((text) => text.toLowerCase()))) {
      const known = index.get(name);
      if (known) known.push(each);
      else index.set(name, [each]);
    }
  }
  return index;
}
