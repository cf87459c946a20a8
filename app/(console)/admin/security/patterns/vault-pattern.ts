interface Vault {
  id: string;
  title: string;
}

/** Lets everything through; `anyOf` of lib/providers/patterns, which brings a schema along. */
export const anyReferenceText = 'op://**';

// What a pattern may be long, less what stands around the title.
const mostTitleLength = 380;

/**
 * The pattern of all that is in a vault: by its title, which people read, or by its id where the title would not tell it
 * apart or cannot be written in a pattern.
 */
export function patternOf(vault: Vault, vaults: readonly Vault[]): string {
  const title = escaped(vault.title);
  const isTold =
    vault.title.trim() !== '' &&
    !vault.title.includes('/') &&
    title.length <= mostTitleLength &&
    vaults.every(({ id, title: other }) => id === vault.id || !isSame(other, vault.title));
  return whole(isTold ? title : escaped(vault.id));
}

/** Whether a pattern lets through all of this vault by its title or its id, and names it without a star. */
export function isOpenVault(pattern: string, { id, title }: Vault): boolean {
  return isSame(pattern, whole(escaped(title))) || isSame(pattern, whole(escaped(id)));
}

/** The vault that a pattern lets through whole, as it names it; undefined: it is another kind of pattern. */
export function vaultNamedIn(pattern: string): string | undefined {
  const named = /^op:\/\/((?:\\.|[^*\\/])+)\/\*\*$/.exec(pattern)?.[1];
  return named?.replace(/\\(.)/g, '$1');
}

function whole(part: string): string {
  return `op://${part}/**`;
}

function escaped(text: string): string {
  return text.replace(/[\\*]/g, '\\$&');
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
