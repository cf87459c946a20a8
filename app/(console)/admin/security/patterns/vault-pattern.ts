import { grammarIn, grammarOfScheme } from '@/lib/providers/references';

/** What a pattern lets through whole: a vault, or what stands in its place in another tree of a secret manager. */
export interface Container {
  id: string;
  title: string;
}

// What a pattern may be long, less what stands around the title.
const mostTitleLength = 370;

/** Lets everything of a scheme through; `anyOf` of lib/providers/patterns, which brings a schema along. */
export function anyReferenceText(scheme: string): string {
  return `${scheme}://**`;
}

/** Whether a pattern lets everything of a secret manager through, whichever kind it is: all of its vaults stand for all of it. */
export function isAnyReference(pattern: string): boolean {
  const grammar = grammarIn(pattern);
  return grammar?.levels[0] === 'vault' && pattern === anyReferenceText(grammar.scheme);
}

/**
 * The pattern of all that is in a container: by its title, which people read, or by its id where the title would not tell it
 * apart or cannot be written in a pattern, or where references name it by its id alone.
 */
export function patternOf(scheme: string, container: Container, all: readonly Container[]): string {
  const title = escaped(container.title);
  const isTold =
    isNamedByTitle(scheme) &&
    container.title.trim() !== '' &&
    !container.title.includes('/') &&
    title.length <= mostTitleLength &&
    all.every(({ id, title: other }) => id === container.id || !isSame(other, container.title));
  return whole(scheme, isTold ? title : escaped(container.id));
}

/** Whether a pattern lets through all of this container by its title or its id, and names it without a star. */
export function isOpenContainer(scheme: string, pattern: string, { id, title }: Container): boolean {
  return isSame(pattern, whole(scheme, escaped(title))) || isSame(pattern, whole(scheme, escaped(id)));
}

/** The vault that a pattern lets through whole, as it names it; undefined: it is another kind of pattern. */
export function vaultNamedIn(pattern: string): string | undefined {
  const grammar = grammarIn(pattern);
  if (grammar?.levels[0] !== 'vault' || !pattern.startsWith(`${grammar.scheme}://`)) return undefined;
  const named = /^((?:\\.|[^*\\/])+)\/\*\*$/.exec(pattern.slice(grammar.scheme.length + 3))?.[1];
  return named?.replace(/\\(.)/g, '$1');
}

function isNamedByTitle(scheme: string): boolean {
  const names = { vault: 'container', item: 'item', field: 'field' };
  return grammarOfScheme(scheme)?.write(names) !== undefined;
}

function whole(scheme: string, part: string): string {
  return `${scheme}://${part}/**`;
}

function escaped(text: string): string {
  return text.replace(/[\\*]/g, '\\$&');
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
