export const neighbours: Readonly<Record<string, readonly string[]>>;
