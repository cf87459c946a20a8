export const neighbours: Readonly<Record<string, readonly string[]>>;
export const vendor: { words: RegExp; files: readonly string[] };
export const scheme: { words: RegExp; files: readonly string[] };
export const reserved: readonly { what: readonly string[]; files: readonly string[] }[];
