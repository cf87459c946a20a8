import { fold } from '@/lib/kernel/fold';
import type { Level, ReferenceGrammar } from '@/lib/kernel/locator';
import type { ManagerView } from '@/lib/managers/schema';
import type { Binding, Member, Top } from './binding';
import { choicesOf } from './choices';
import { pickOfChoice } from './picks';
import type { FoundItem } from './search';

/** What a begun reference may go on with. */
export interface Completion {
  key: string;
  kind: Level;
  label: string;
  /** Where it is, where the label alone does not tell. */
  detail: string;
  /** The reference with it; it ends with a slash where more has to follow. */
  text: string;
  managerId: string;
  /** Of a field: what would be bound. */
  binding?: Binding;
}

/** A container in the tree of the reference that is begun. */
export interface TopPlace {
  manager: Pick<ManagerView, 'id' | 'name' | 'provider'>;
  grammar: ReferenceGrammar;
  top: Pick<Top, 'id' | 'title'>;
}

/** Containers whose name goes on as the first part begins, or holds it. */
export function topCompletions(part: string, places: readonly TopPlace[]): Completion[] {
  const isMany = new Set(places.map(({ manager }) => manager.id)).size > 1;
  return fitting(part, places, ({ top }) => top.title).map(({ manager, grammar, top }) => {
    const hasTwin =
      places.filter((other) => other.manager.id === manager.id && isSame(other.top.title, top.title)).length >
      1;
    // Some trees name their containers by id alone.
    const isById = grammar.write({ vault: top.title, item: 'item', field: 'field' }) === undefined;
    return {
      key: `${manager.id}/${top.id}`,
      kind: grammar.levels[0] ?? 'vault',
      label: top.title,
      detail: isMany ? manager.name : '',
      text: `${grammar.scheme}://${written(grammar, top, hasTwin || isById)}/`,
      managerId: manager.id,
    };
  });
}

/** Items of the vault that the first part names, by what is there of the second. */
export function itemCompletions(
  [first = '', part = '']: readonly string[],
  { manager, grammar }: TopPlace,
  items: readonly FoundItem[],
): Completion[] {
  return fitting(part, items, ({ title }) => title).map((item) => ({
    key: item.id,
    kind: 'item',
    label: item.title,
    detail: item.isTwin ? `…${item.id.slice(-4)}` : '',
    text: `${grammar.scheme}://${first}/${written(grammar, item, item.isTwin)}/`,
    managerId: manager.id,
  }));
}

/** Fields of the item, by what is there of their name, of their section's, or of both; of another tree, what it ends in. */
export function memberCompletions(
  parts: readonly string[],
  { manager, grammar, top }: TopPlace,
  holder: { title: string; members: readonly Member[] },
): Completion[] {
  const choices = choicesOf(holder.members).flatMap((section) =>
    section.choices
      .filter(({ reference }) => reference !== '')
      .map((choice) => ({ choice, section: section.title })),
  );
  const named = parts.slice(grammar.levels.length - 1);
  const [section = '', name = ''] = named.length > 1 ? named : ['', ...named];
  const inSection = choices.filter((each) => section === '' || fold(each.section) === fold(section));
  const byName = fitting(name, inSection, ({ choice }) => choice.field.title);
  const bySection =
    named.length > 1 ? [] : fitting(name, inSection, (each) => each.section).filter((each) => each.section);
  return [...new Set([...byName, ...bySection])].map(({ choice, section: title }) => {
    const binding = pickOfChoice(manager, { vaultTitle: top.title, itemTitle: holder.title }, choice);
    return {
      key: choice.key,
      kind: grammar.levels.at(-1) ?? 'field',
      label: choice.field.title,
      detail: title,
      text: binding.titles
        ? (grammar.write({ ...binding.titles, form: choice.form }) ?? choice.reference)
        : choice.reference,
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
  grammar: ReferenceGrammar,
  { title, id }: { title: string; id: string },
  hasTwin: boolean,
): string {
  return hasTwin || !grammar.fits(title) ? id : title;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
