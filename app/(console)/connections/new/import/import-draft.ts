import type { Binding, ChosenItem, ItemField } from '@/components/picker/binding';
import { type Choice, choicesOf } from '@/components/picker/choices';
import { pickOfChoice } from '@/components/picker/picks';
import type { AppId } from '@/lib/kernel/apps';
import type { GivenTitles } from '@/lib/kernel/locator';
import type { ManagerView } from '@/lib/managers/schema';
import { isIdIn, namesOf as namesOfReference, parseLocator, referenceWays } from '@/lib/providers/references';
import { type ConnectionDraft, type FieldState, newDraft, ownDraft } from '../../form/draft';
import { slugOf } from '../../form/slug';
import { fittingOf, guessApp, type Named } from './guess-app';
import type { ImportLine, ReadImport } from './read-import';

/** A form to begin with. */
export interface Imported {
  app: AppId;
  draft: ConnectionDraft;
}

/** Something to make a field of. */
interface Part extends Named {
  state: FieldState;
}

/** What it is made through. */
export interface ImportChoice {
  managers: readonly ManagerView[];
  /** The secret manager of references whose own is not told. */
  managerId: string | undefined;
  /** Undefined: guessed. */
  app: AppId | undefined;
  takesTyped: boolean;
  access: ConnectionDraft['access'];
}

/** The app that a text is of: as it tells, else as its names do. */
export function appOfImport({ told, lines }: ReadImport): AppId {
  return told.app ?? guessApp(lines.map(({ name }) => ({ key: name, name })));
}

/** The form of what was read of a text. References are kept as they are written: they are looked for when it is saved. */
export function draftOfImport(read: ReadImport, choice: ImportChoice): Imported {
  const app = choice.app ?? appOfImport(read);
  const lines = read.lines.filter(({ content }) => choice.takesTyped || content.kind === 'reference');
  const names = namesOf(lines);
  const parts = lines.map((line, at): Part => {
    const name = names[at] ?? '';
    return { key: `${line.line}`, name, state: stateOf(line, choice) };
  });
  const { name, key = name === undefined ? '' : slugOf(name) } = read.told;
  return { app, draft: { ...draftOf(app, parts, choice.access), name: name ?? '', key } };
}

/** The form of an item: all of its fields that hold something. */
export function draftOfItem(
  item: ChosenItem,
  listed: { itemTitle: string; items: readonly ItemField[] },
  access: ConnectionDraft['access'],
): Imported {
  const place = { vaultTitle: item.vaultTitle, itemTitle: listed.itemTitle };
  const choices = choicesOf(listed.items)
    .flatMap((section) => section.choices)
    .filter(({ field, reference }) => !field.isEmpty && reference !== '');
  const taken = choices.filter((choice) => isMainForm(choice, choices));
  const names = unlike(taken.map(({ field }) => identifierOf(field.title)));
  const parts = taken.map((choice, at): Part => {
    const binding = pickOfChoice(item.manager, place, choice);
    return { key: choice.key, name: names[at] ?? '', state: { kind: 'bound', binding } };
  });
  const app = guessApp(parts, listed.itemTitle);
  const name = listed.itemTitle.slice(0, mostName);
  return { app, draft: { ...draftOf(app, parts, access), name, key: slugOf(name) } };
}

const mostName = 80;

function draftOf(app: AppId, parts: readonly Part[], access: ConnectionDraft['access']): ConnectionDraft {
  const fitting = fittingOf(app, parts);
  const used = new Set(fitting.values());
  const template = newDraft(app, access).fields.filter(({ isOwn }) => !isOwn);
  const fields = [
    ...template.map((field) => {
      const part = parts.find(({ key }) => key === fitting.get(field.name));
      return part ? { ...field, state: part.state } : field;
    }),
    ...parts.filter(({ key }) => !used.has(key)).map(({ name, state }) => ({ ...ownDraft(name), state })),
  ];
  return {
    name: '',
    key: '',
    access,
    environment: null,
    fields: fields.length > 0 ? fields : newDraft(app, access).fields,
  };
}

function stateOf({ content }: ImportLine, { managers, managerId }: ImportChoice): FieldState {
  if (content.kind === 'typed') return { kind: 'typed', text: content.value };
  const manager =
    managers.find(({ name }) => name === content.managerName) ?? managers.find(({ id }) => id === managerId);
  const { reference, text } = content;
  if (!manager) return { kind: 'typed', text: '' };
  const binding: Binding = {
    secretManagerId: manager.id,
    secretManagerName: manager.name,
    provider: manager.provider,
    reference,
    shownReference: reference,
    ...titlesOf(reference),
    trust: 'chosen',
  };
  return { kind: 'bound', binding, ...(text === undefined ? {} : { text }) };
}

/** The titles of a reference by names, for eyes; none of one by ids, or of names that are to be looked up. */
function titlesOf(text: string): Pick<Binding, 'titles'> {
  const names = parsed(text);
  if (!names || isIdIn(text, names.vault) || isIdIn(text, names.item)) return {};
  const { vault, item, section, field } = names;
  return { titles: { vault, item, ...(section ? { section } : {}), field } };
}

/** Names as they are told; of a reference alone the name of its field, with its item's where two are the same. */
function namesOf(lines: readonly ImportLine[]): string[] {
  const places = lines.map(({ name, content }) =>
    name === '' && content.kind === 'reference' ? placeOf(content.reference) : undefined,
  );
  const short = places.map((place) => place && identifierOf(place.field));
  const given = lines.map(({ name }, at) => {
    const place = places[at];
    if (!place) return name;
    const own = short[at] ?? '';
    return short.filter((other) => other === own).length > 1
      ? identifierOf(`${place.item} ${place.field}`)
      : own;
  });
  return unlike(given, new Set(lines.map(({ name }) => name)));
}

// The way with the fewest slashes in its names is the last one of four parts, or the only one.
function placeOf(text: string): GivenTitles | undefined {
  return parsed(text) ?? referenceWays(text).at(-1);
}

function parsed(text: string): GivenTitles | undefined {
  try {
    return namesOfReference(parseLocator(text));
  } catch {
    return undefined;
  }
}

/** Of the forms that a field can be read in the one that is of use: no seed of a one-time password, no key that clients refuse. */
function isMainForm({ field, form }: Choice, choices: readonly Choice[]): boolean {
  const own = choices.filter((other) => other.field === field);
  const special = own.find((other) => other.form === 'openssh' || other.form === 'otp');
  return form === (special ?? own[0])?.form;
}

/** “API key” as `apiKey`; what has no letters or digits of English as `field`. */
export function identifierOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  const text = words
    .map((word, at) =>
      at === 0 ? word.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase()) : capital(word),
    )
    .join('')
    .slice(0, 48);
  if (text === '') return 'field';
  return /^[0-9]/.test(text) ? `field${text}` : text;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Each name once: the second `password` is `password2`. Told names stay. */
function unlike(names: readonly string[], told: ReadonlySet<string> = new Set()): string[] {
  const taken = new Set(told);
  return names.map((name) => {
    if (told.has(name) && name !== '') return name;
    let free = name;
    for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`;
    taken.add(free);
    return free;
  });
}
