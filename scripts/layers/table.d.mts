export const neighbours: Readonly<Record<string, readonly string[]>>;
export const vendor: { words: RegExp; files: readonly string[] };
