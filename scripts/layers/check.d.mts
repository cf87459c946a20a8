export function readSources(): Map<string, string>;
export function violations(sources: ReadonlyMap<string, string>): string[];
export function fits(path: string, patterns: readonly string[]): boolean;
