/** The German of callers.ts. */
export const german = { key: (name: string) => `API-Schlüssel ${name}` };
