/** Small letters without accents: what is compared when somebody searches. */
export function fold(text: string): string {
  // Most titles have nothing to take off.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a search. */
export function wordsOf(query: string): string[] {
  return fold(query).split(/\s+/).filter(Boolean);
}

/** Whether every one of these words occurs in a text as it is written. */
export function holdsAll(text: string, words: readonly string[]): boolean {
  const folded = fold(text);
  return words.every((word) => folded.includes(word));
}

/** Whether one of these words occurs in a text as it is written. */
export function holdsAny(text: string, words: readonly string[]): boolean {
  const folded = fold(text);
  return words.some((word) => folded.includes(word));
}

/**
 * How well a thing fits a search: 0 its name begins with it, 1 a word of its name does, 2 its name holds it, 3 all words occur in
 * its name and where it is (`all`). Undefined: they do not. `name` and `all` as they are written.
 */
export function tierOf(name: string, all: string, words: readonly string[]): number | undefined {
  return tierOfFolded(fold(name), fold(all), words);
}

/** The same for texts that were folded before. */
export function tierOfFolded(name: string, all: string, words: readonly string[]): number | undefined {
  if (!words.every((word) => all.includes(word))) return undefined;
  const phrase = words.join(' ');
  if (name.startsWith(phrase)) return 0;
  if (name.includes(` ${phrase}`)) return 1;
  return name.includes(phrase) ? 2 : 3;
}
