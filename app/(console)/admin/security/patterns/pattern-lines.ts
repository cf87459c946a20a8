import { anyReferenceText, type Container, isOpenContainer, patternOf } from './vault-pattern';

// Patterns as people edit them: a text with one on each line. Boxes to tick write lines of it and take them away.

/** The patterns of a text, one a line; blank lines and repetitions are left out. */
export function linesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}

/** Whether everything is let through. */
export function isEverything(text: string, scheme: string): boolean {
  return linesOf(text).includes(anyReferenceText(scheme));
}

/** Lets everything through, or only what the other lines name. */
export function withEverything(text: string, scheme: string, isWanted: boolean): string {
  const any = anyReferenceText(scheme);
  const others = linesOf(text).filter((line) => line !== any);
  return joined(isWanted ? [any, ...others] : others);
}

/** Whether a line names a whole container, by its title or by its id. */
export function isChosen(text: string, scheme: string, container: Container): boolean {
  return linesOf(text).some((line) => isOpenContainer(scheme, line, container));
}

/** Adds the line of a whole container, or takes away those that name it. `all`: what its title has to tell it apart from. */
export function withContainer(
  text: string,
  { scheme, container, all }: { scheme: string; container: Container; all: readonly Container[] },
  isWanted: boolean,
): string {
  const others = linesOf(text).filter((line) => !isOpenContainer(scheme, line, container));
  return joined(isWanted ? [...others, patternOf(scheme, container, all)] : others);
}

function joined(lines: readonly string[]): string {
  return lines.join('\n');
}
