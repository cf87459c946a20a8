import type { Choice, ChoiceSection } from '@/components/picker/choices';
import { squeezed } from '@/components/picker/search';
import { type EmptyField, suggestionsOf } from '@/components/picker/suggest';
import { type AppId, apps } from '@/lib/kernel/apps';

// What names begin with that are of an app, beside its own name.
const otherPrefixes: Partial<Record<AppId, readonly string[]>> = {
  postgres: ['postgres', 'pg', 'psql'],
  openai: ['openai'],
  aws: ['aws'],
  smtp: ['mail'],
  github: ['gh'],
};

/** Something that a field of an app may be made of. */
export interface Named {
  /** Where it stands among the others. */
  key: string;
  name: string;
}

/** The fields of an app, each with what it is made of. */
export type Fitting = ReadonlyMap<string, string>;

/**
 * The app that names are plainly of: they, or the title of their item, begin with its name, and every credential that it
 * needs is among them. Custom where none is, or more than one.
 */
export function guessApp(named: readonly Named[], title = ''): AppId {
  const fitting = apps.filter(({ id, fields }) => {
    if (fields.length === 0) return false;
    const isNamed = prefixesOf(id).some((prefix) =>
      [title, ...named.map(({ name }) => name)].some((text) => squeezed(text).startsWith(prefix)),
    );
    const found = fittingOf(id, named);
    return isNamed && fields.every((field) => !field.isRequired || !field.isSecret || found.has(field.name));
  });
  const [first, second] = fitting;
  return first && !second ? first.id : 'custom';
}

/** Which of these make the fields of an app, by the field's name. */
export function fittingOf(app: AppId, named: readonly Named[]): Fitting {
  const { fields } = apps.find(({ id }) => id === app) ?? { fields: [] };
  const bySame = new Map(named.map(({ key, name }) => [name, key]));
  const same = fields.flatMap(({ name }) => {
    const key = bySame.get(name);
    return key === undefined ? [] : [[name, key] as const];
  });
  const taken = new Set(same.map(([, key]) => key));
  const open: EmptyField[] = fields.filter(({ name }) => !bySame.has(name));
  const left = named.filter(({ key }) => !taken.has(key));
  const found = suggestionsOf(open, sectionsOf(app, left));
  return new Map([...same, ...found.map(({ field, choice }) => [field.name, choice.key] as const)]);
}

/** As the picker's own suggestion takes them: titles, without what tells the app. */
function sectionsOf(app: AppId, named: readonly Named[]): ChoiceSection[] {
  const prefixes = prefixesOf(app);
  const choices = named.map(({ key, name }): Choice => {
    const all = squeezed(name);
    const prefix = prefixes.find((each) => all.startsWith(each) && all.length > each.length) ?? '';
    const title = all.slice(prefix.length);
    const field = { id: key, title, type: 'Text', isEmpty: false, reference: '', offers: [] };
    return { key, field, form: 'value', reference: '' };
  });
  return [{ id: '', title: '', choices }];
}

/** Longer ones first. */
function prefixesOf(app: AppId): string[] {
  const { name = '' } = apps.find(({ id }) => id === app) ?? {};
  const all = [squeezed(name), squeezed(app), ...(otherPrefixes[app] ?? [])];
  return [...new Set(all)].toSorted((one, other) => other.length - one.length);
}
