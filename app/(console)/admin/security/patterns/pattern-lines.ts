import { anyReferenceText, isOpenVault, patternOf } from './vault-pattern';

// Patterns as people edit them: a text with one on each line. Boxes to tick write lines of it and take them away.

interface Vault {
  id: string;
  title: string;
}

/** The patterns of a text, one a line; blank lines and repetitions are left out. */
export function linesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}

/** Whether everything is let through. */
export function isEverything(text: string): boolean {
  return linesOf(text).includes(anyReferenceText);
}

/** Lets everything through, or only what the other lines name. */
export function withEverything(text: string, isWanted: boolean): string {
  const others = linesOf(text).filter((line) => line !== anyReferenceText);
  return joined(isWanted ? [anyReferenceText, ...others] : others);
}

/** Whether a line names a whole vault, by its title or by its id. */
export function isVaultChosen(text: string, vault: Vault): boolean {
  return linesOf(text).some((line) => isOpenVault(line, vault));
}

/** Adds the line of a whole vault, or takes away those that name it. */
export function withVault(text: string, vault: Vault, isWanted: boolean, vaults: readonly Vault[]): string {
  const others = linesOf(text).filter((line) => !isOpenVault(line, vault));
  return joined(isWanted ? [...others, patternOf(vault, vaults)] : others);
}

function joined(lines: readonly string[]): string {
  return lines.join('\n');
}
