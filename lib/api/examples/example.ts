/** A request of an operation with the answer to it, as they are shown in the API's description. */
export interface Example {
  /** What it shows, in a few words. */
  summary: string;
  body?: unknown;
  answer?: unknown;
}

/** Examples by the id of their operation. */
export type Examples = Readonly<Record<string, Example>>;
