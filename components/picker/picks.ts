import { englishLabel } from '@/components/words/apps';
import { fold, wordsOf } from '@/lib/kernel/fold';
import type { ManagerView } from '@/lib/managers/schema';
import { grammarIn, grammarOf, levelsOf, parseLocator } from '@/lib/providers/references';
import type { CheckResult, Offer } from '@/lib/secrets/schema';
import type { Binding } from './binding';
import type { Choice, ChoiceSection } from './choices';
import { recognise } from './recognise';
import { squeezed } from './search';

type Manager = Pick<ManagerView, 'id' | 'name' | 'provider'>;

/** The binding of a field, or a variable, chosen from the lists. `place`: what it lies in; no item where there is none. */
export function pickOfChoice(
  manager: Manager,
  place: { vaultTitle: string; itemTitle: string },
  { field, form, reference }: Choice,
): Binding {
  const titles = {
    vault: place.vaultTitle,
    item: place.itemTitle,
    ...(field.sectionTitle ? { section: field.sectionTitle } : {}),
    field: field.title,
  };
  return {
    ...ofManager(manager),
    reference,
    shownReference: (grammarIn(reference) ?? grammarOf(manager.provider)).locate({ ...titles, form }).text,
    titles,
    trust: 'chosen',
  };
}

/** The binding of a reference that a check found: stored by ids. Undefined: the check did not find it. */
export function pickOfCheck(manager: Manager, result: CheckResult): Binding | undefined {
  if (!result.ok || !result.reference) return undefined;
  return {
    ...ofManager(manager),
    reference: result.reference.ids,
    shownReference: result.reference.names,
    ...(result.titles ? { titles: result.titles } : {}),
    trust: 'verified',
  };
}

/** The binding of an offer: what is listed under these names. */
export function pickOfOffer(manager: Manager, { reference, shownReference, titles }: Offer): Binding {
  return { ...ofManager(manager), reference, shownReference, titles, trust: 'chosen' };
}

/** A reference kept as written, on explicit word. */
export function pickUnverified(manager: Manager, reference: string): Binding {
  return { ...ofManager(manager), reference, shownReference: reference, trust: 'unverified' };
}

/** The vault and item that a binding names by ids; undefined when it is by names, or lies in no item. */
export function itemOfBinding(binding: Binding): { vaultId: string; itemId: string } | undefined {
  const place = placeOfBinding(binding);
  const [vaultId, itemId] = place?.path ?? [];
  return vaultId !== undefined && itemId !== undefined ? { vaultId, itemId } : undefined;
}

/** The ids of what a binding lies in, from the outermost on; undefined when it is by names. */
export function placeOfBinding({ reference }: Binding): { scheme: string; path: string[] } | undefined {
  try {
    const { scheme, container, unitId, isPinned } = parseLocator(reference);
    return isPinned ? { scheme, path: [container, unitId].slice(0, levelsOf(scheme).length - 1) } : undefined;
  } catch {
    return undefined;
  }
}

/** The reference of a binding by names where it can be found by them, else as it is stored: some name what they lie in by its id alone. */
export function readableReference({ reference, shownReference }: Binding): string {
  const { kind } = recognise(shownReference);
  return kind === 'reference' || kind === 'names' ? shownReference : reference;
}

/** The choice to begin with: the one bound already, else the one called like the field, else the first secret one. */
export function bestChoice(
  sections: readonly ChoiceSection[],
  label: string,
  bound: string | undefined,
): number {
  const choices = sections.flatMap((section) => section.choices);
  const wanted = [squeezed(label), squeezed(englishLabel(label))];
  const tests: ((choice: Choice) => boolean)[] = [
    ({ reference }) => reference !== '' && reference === bound,
    ({ field, reference }) => reference !== '' && wanted.includes(squeezed(field.title)),
    ({ field, form, reference }) =>
      reference !== '' &&
      form === 'value' &&
      !field.isEmpty &&
      ['Concealed', 'SshKey', 'masked'].includes(field.type),
  ];
  for (const test of tests) {
    const index = choices.findIndex(test);
    if (index >= 0) return index;
  }
  return 0;
}

/** Sections with the choices whose field fits the search; sections left empty go. */
export function narrowSections(sections: readonly ChoiceSection[], text: string): ChoiceSection[] {
  const words = wordsOf(text);
  return sections
    .map((section) => ({
      ...section,
      choices: section.choices.filter(({ field }) => {
        const all = fold(`${field.title} ${section.title}`);
        return words.every((word) => all.includes(word));
      }),
    }))
    .filter(({ choices }) => choices.length > 0);
}

function ofManager({ id, name, provider }: Manager) {
  return { secretManagerId: id, secretManagerName: name, provider };
}
