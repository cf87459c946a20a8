import type { IncomingMessage } from 'node:http';

/** Tells Next what `isFromOwnPage` found, in the header that it compares Origin with. Only for what that let through. */
export function vouchForOrigin({ headers }: IncomingMessage): void {
  const { origin } = headers;
  if (origin === undefined) return;
  if (URL.canParse(origin)) headers['x-forwarded-host'] = new URL(origin).host;
  // `null`: a form of ours under our referrer policy.
  else delete headers.origin;
}
