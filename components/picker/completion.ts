import { fold } from '@/lib/kernel/fold';
import type { ManagerView } from '@/lib/managers/schema';
import { grammarOf } from '@/lib/providers/references';
import type { Binding, ItemField, Vault } from './binding';
import { choicesOf } from './choices';
import { pickOfChoice } from './picks';
import type { FoundItem } from './search';

/** What a begun reference may go on with. */
export interface Completion {
  key: string;
  kind: 'vault' | 'item' | 'field';
  label: string;
  /** Where it is, where the label alone does not tell. */
  detail: string;
  /** The reference with it; it ends with a slash where more has to follow. */
  text: string;
  managerId: string;
  /** Of a field: what would be bound. */
  binding?: Binding;
}

export interface VaultPlace {
  manager: Pick<ManagerView, 'id' | 'name' | 'provider'>;
  vault: Pick<Vault, 'id' | 'title'>;
}

/** Vaults whose name goes on as the first part begins, or holds it. */
export function vaultCompletions(part: string, places: readonly VaultPlace[]): Completion[] {
  const isMany = new Set(places.map(({ manager }) => manager.id)).size > 1;
  return fitting(part, places, ({ vault }) => vault.title).map(({ manager, vault }) => {
    const hasTwin =
      places.filter((other) => other.manager.id === manager.id && isSame(other.vault.title, vault.title))
        .length > 1;
    return {
      key: `${manager.id}/${vault.id}`,
      kind: 'vault',
      label: vault.title,
      detail: isMany ? manager.name : '',
      text: `${grammarOf(manager.provider).scheme}://${written(manager, vault, hasTwin)}/`,
      managerId: manager.id,
    };
  });
}

/** Items of the vault that the first part names, by what is there of the second. */
export function itemCompletions(
  [first = '', part = '']: readonly string[],
  { manager }: VaultPlace,
  items: readonly FoundItem[],
): Completion[] {
  return fitting(part, items, ({ title }) => title).map((item) => ({
    key: item.id,
    kind: 'item',
    label: item.title,
    detail: item.isTwin ? `…${item.id.slice(-4)}` : '',
    text: `${grammarOf(manager.provider).scheme}://${first}/${written(manager, item, item.isTwin)}/`,
    managerId: manager.id,
  }));
}

/** Fields of the item, by what is there of their name, of their section's, or of both. */
export function fieldCompletions(
  [, , ...parts]: readonly string[],
  { manager, vault }: VaultPlace,
  item: { title: string; fields: readonly ItemField[] },
): Completion[] {
  const choices = choicesOf(item.fields).flatMap((section) =>
    section.choices
      .filter(({ reference }) => reference !== '')
      .map((choice) => ({ choice, section: section.title })),
  );
  const [section = '', name = ''] = parts.length > 1 ? parts : ['', ...parts];
  const inSection = choices.filter((each) => section === '' || fold(each.section) === fold(section));
  const byName = fitting(name, inSection, ({ choice }) => choice.field.title);
  const bySection =
    parts.length > 1 ? [] : fitting(name, inSection, (each) => each.section).filter((each) => each.section);
  return [...new Set([...byName, ...bySection])].map(({ choice, section: title }) => {
    const binding = pickOfChoice(manager, { vaultTitle: vault.title, itemTitle: item.title }, choice);
    const isWritable = Object.values(binding.titles ?? {}).every(grammarOf(manager.provider).fits);
    return {
      key: choice.key,
      kind: 'field',
      label: choice.field.title,
      detail: title,
      text: isWritable ? binding.shownReference : choice.reference,
      managerId: manager.id,
      binding,
    };
  });
}

/** Those whose name begins with the text, then those that hold it. */
function fitting<T>(text: string, things: readonly T[], nameOf: (thing: T) => string): T[] {
  const wanted = fold(text);
  const begun = things.filter((thing) => fold(nameOf(thing)).startsWith(wanted));
  const holding = things.filter((thing) => fold(nameOf(thing)).includes(wanted) && !begun.includes(thing));
  return [...begun, ...holding];
}

/** A name as it stands in a reference; the id where the name cannot, or would not tell which. */
function written(
  { provider }: VaultPlace['manager'],
  { title, id }: { title: string; id: string },
  hasTwin: boolean,
): string {
  return hasTwin || !grammarOf(provider).fits(title) ? id : title;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
