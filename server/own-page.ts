import type { IncomingMessage } from 'node:http';
import type { OwnHosts } from './own-hosts';

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request to the console changes nothing or comes from a page of ours: its Origin is LATCHKEY_ORIGIN or at the
 * host that was asked, or the browser itself says same-origin. Server actions have no other guard than this: Next
 * compares with X-Forwarded-Host, and lets pass what has no Origin.
 */
export function isFromOwnPage(request: IncomingMessage, hosts: OwnHosts): boolean {
  const { method = '', headers } = request;
  if (readingMethods.has(method)) return true;
  if (headers['sec-fetch-site'] === 'same-origin') return true;
  return headers.origin !== undefined && hosts.isOwnOrigin(headers.origin, askedHostOf(request));
}

/** Tells Next what `isFromOwnPage` found, in the header that it compares Origin with. Only for what that let through. */
export function vouchForOrigin({ headers }: IncomingMessage): void {
  const { origin } = headers;
  if (origin === undefined) return;
  if (URL.canParse(origin)) headers['x-forwarded-host'] = new URL(origin).host;
  // `null`: a form of ours under our referrer policy.
  else delete headers.origin;
}

/** The host that the browser asked. The front door let it in, and only a trusted proxy's word is still there. */
function askedHostOf({ headers }: IncomingMessage): string {
  const told = headers['x-forwarded-host'];
  const forwarded = Array.isArray(told) ? told.at(-1) : told?.split(',').at(-1);
  return forwarded?.trim() || (headers.host ?? '');
}
