import { LatchkeyError } from '@/lib/kernel/errors';
import type {
  GivenTitles,
  Level,
  Locator,
  NamedPlace,
  Place,
  ReferenceGrammar,
  Titles,
} from '@/lib/kernel/locator';
import { messageFor } from '@/lib/kernel/message';
import { descriptorOf, grammars, grammarsIn, isProviderId, type ProviderId } from './descriptors';

// References of all schemes: which grammar reads a text is decided here alone. Plain functions, for pages too.

const schemeForm = /^([a-z][a-z0-9+.-]*):\/\//;

/** The grammar of a scheme. Undefined: no kind of secret manager has it. */
export function grammarOfScheme(scheme: string): ReferenceGrammar | undefined {
  return grammars().get(scheme);
}

/** The schemes that a secret manager reads, by the kind of a stored row, which may be one of another version. */
export function schemesOf(provider: string): readonly string[] {
  return isProviderId(provider) ? grammarsIn(descriptorOf(provider)).map(({ scheme }) => scheme) : [];
}

/** The scheme of what lies in the containers of a kind. */
export function schemeOf(provider: string): string {
  return schemesOf(provider)[0] ?? '';
}

/**
 * A reference for a secret manager of a kind, in whichever of its schemes. Throws `reference_invalid` with what is wrong and where.
 */
export function parseFor(provider: ProviderId, text: string): Locator {
  const scheme = schemeForm.exec(text)?.[1];
  const kind = descriptorOf(provider);
  return (grammarsIn(kind).find((grammar) => grammar.scheme === scheme) ?? kind.grammar).parse(text);
}

/** The grammar that references to what lies in the containers of a kind of secret manager have. */
export function grammarOf(provider: ProviderId): ReferenceGrammar {
  return descriptorOf(provider).grammar;
}

/** The grammars that a kind reads, that of its containers first: each is a tree of its own to choose from. */
export function treesOf(provider: ProviderId): readonly ReferenceGrammar[] {
  return grammarsIn(descriptorOf(provider));
}

/** The levels of a scheme, from the outermost on. None: no kind has it. */
export function levelsOf(scheme: string): readonly Level[] {
  return grammarOfScheme(scheme)?.levels ?? [];
}

/** A reference of whatever scheme. Throws `reference_invalid` with what is wrong and where. */
export function parseLocator(text: string): Locator {
  const grammar = grammarOfScheme(schemeForm.exec(text)?.[1] ?? '');
  if (grammar) return grammar.parse(text);
  const begins = [...grammars().keys()].map((scheme) => `${scheme}://`).join(', ');
  throw new LatchkeyError('reference_invalid', { says: messageFor('referenceBegins', { begins }) });
}

/** What a reference turned out to name, as patterns are held against it. */
export function placeFound({ bound, names }: { bound: string; names: Titles }): Place {
  return { locator: parseLocator(bound), titles: names };
}

/** What a reference names, as its text has it. */
export function namesOf(locator: Locator): Titles {
  return grammarOfLocator(locator).namesOf(locator);
}

/** A reference as people read it, by titles. They may hold characters that a reference refuses: it is for eyes. */
export function shownReference({ scheme, form }: Locator, titles: GivenTitles): string {
  return grammarOfKnown(scheme).locate({ ...titles, form }).text;
}

/** The text of a reference by these names, in the form of a known one. Undefined: a name cannot stand in it. */
export function writtenReference({ scheme, form }: Locator, titles: GivenTitles): string | undefined {
  return grammarOfKnown(scheme).write({ ...titles, form });
}

/** A reference in another form, or in none. */
export function inForm(text: string, form: string | undefined): string {
  return grammarOfLocator(parseLocator(text)).inForm(text, form);
}

/** The same member of another unit, in no form. */
export function movedTo(locator: Locator, to: Pick<Locator, 'container' | 'unitId'>): string {
  return grammarOfLocator(locator).movedTo(locator, to);
}

/** The form of references to variables of a secret manager's environments. Undefined: its kind has none. */
export function environmentGrammarOf({ provider }: { provider: ProviderId }): ReferenceGrammar | undefined {
  return descriptorOf(provider).environmentGrammar;
}

/** The reference to one variable of an environment; without a name to all of them. */
export function variableReference(environmentId: string, name: string): string {
  const grammar = [...grammars().values()].find(({ levels }) => levels[0] === 'environment');
  return grammar?.locate({ vault: environmentId, item: '', field: name }).text ?? '';
}

/** What a pasted text may mean whose names hold characters that references refuse. None: it is no reference. */
export function referenceWays(text: string): NamedPlace[] {
  return grammarIn(text)?.ways(text) ?? [];
}

/** Whether a name has the form of an id, where a text is a reference of a scheme that has such. */
export function isIdIn(reference: string, name: string): boolean {
  return grammarIn(reference)?.isId(name) ?? false;
}

/** Whether a text begins like a reference of any scheme, whatever its case. */
export function beginsReference(text: string): boolean {
  return grammarIn(text) !== undefined;
}

/** Whether a text that begins like a reference can still be on the way to one, and is none yet. */
export function isBegun(text: string): boolean {
  if (isReference(text)) return false;
  const parts = partsOf(text);
  return parts.length < (grammarIn(text)?.leastParts ?? 0) || parts.at(-1) === '';
}

function isReference(text: string): boolean {
  try {
    return parseLocator(text) !== undefined;
  } catch {
    return false;
  }
}

/** The parts of a reference that may be begun, the last one unfinished. */
export function partsOf(reference: string): string[] {
  return (reference.slice(reference.indexOf('://') + 3).split('?')[0] ?? '').split('/');
}

/** The unit that a link of a service's own pages leads to. */
export function unitOfLink(link: URL): Pick<Locator, 'scheme' | 'container' | 'unitId'> | undefined {
  for (const { scheme, unitOfLink: read } of grammars().values()) {
    const unit = read?.(link);
    if (unit) return { scheme, ...unit };
  }
  return undefined;
}

/** The beginnings of references, as one of the choices of a regular expression. */
export function beginnings(): string {
  return `(?:${[...grammars().keys()].map((scheme) => scheme.replace(/[+.]/g, '\\$&')).join('|')}):\\/\\/`;
}

/** A reference as people paste it: surrounding white space and one pair of quotes are taken away, nothing else. */
export function tidyPastedReference(text: string): string {
  const trimmed = text.trim();
  const quoted = /^(["'`])(.*)\1$/s.exec(trimmed);
  return quoted?.[2] ?? trimmed;
}

/** The grammar of the scheme that a text begins with, whatever its case: what is pasted is told what is wrong with it. */
export function grammarIn(text: string): ReferenceGrammar | undefined {
  return grammarOfScheme(schemeForm.exec(text.toLowerCase())?.[1] ?? '');
}

function grammarOfLocator({ scheme }: Locator): ReferenceGrammar {
  return grammarOfKnown(scheme);
}

function grammarOfKnown(scheme: string): ReferenceGrammar {
  const grammar = grammarOfScheme(scheme);
  if (!grammar) throw new LatchkeyError('internal', { inside: `no kind has references of ${scheme}` });
  return grammar;
}
