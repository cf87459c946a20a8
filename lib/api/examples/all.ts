/** A request of an operation with the answer to it, as they are shown in the API's description. */
export interface Example {
  /** What it shows, in a few words. */
  summary: string;
  body?: unknown;
  answer?: unknown;
}

const examples: Readonly<Record<string, Example>> = {};

/** The example of an operation, where it has one. */
export function exampleOf(operationId: string): Example | undefined {
  return Object.hasOwn(examples, operationId) ? examples[operationId] : undefined;
}
