import type { GivenTitles } from '@/lib/kernel/locator';
import { isIdIn } from '@/lib/providers/references';
import type { Member } from './binding';
import type { FoundItem } from './search';

/**
 * The one listed item that a reference names by titles or ids; undefined when there is none, or more than one. `text`: the
 * reference, which may be begun.
 */
export function listedItem(
  items: readonly FoundItem[],
  { vault, item }: Pick<GivenTitles, 'vault' | 'item'>,
  text: string,
): FoundItem | undefined {
  const isCalled = (name: string, id: string, title: string) =>
    isIdIn(text, name) ? name === id : isSame(name, title);
  const found = items.filter(
    (each) => isCalled(vault, each.vaultId, each.vaultTitle) && isCalled(item, each.id, each.title),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** Whether a field of an item, as it was listed, is what a reference names: then to ask for it costs nothing. */
export function isListedField(fields: readonly Member[], { section, field }: GivenTitles): boolean {
  return fields.some(
    (each) =>
      isSame(field, each.id, each.title) &&
      (section === undefined || isSame(section, each.sectionId ?? '', each.sectionTitle ?? '')),
  );
}

function isSame(name: string, ...called: string[]): boolean {
  return called.some((each) => each.toLowerCase() === name.toLowerCase());
}
