import type { IncomingHttpHeaders } from 'node:http';

/** A request with its whole body, as the listener hands it on. */
export type Incoming = {
  method: string;
  /** With the query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
};

/** The first value of a header. */
export function headerOf(incoming: Incoming, name: string): string | undefined {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
