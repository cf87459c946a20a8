export function buildServer(names?: readonly string[]): Promise<string[]>;
