/** Those that run as threads. */
export const workers: readonly string[];
export function buildServer(names?: readonly string[]): Promise<string[]>;
