import type { IncomingHttpHeaders } from 'node:http';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';

/** Which origins the pages of ours have. */
export interface OwnOrigins {
  /** Whether `origin` is ours, for a request to the own host `askedHost`. */
  isOwnOrigin(origin: string, askedHost: string): boolean;
}

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request by cookie changes nothing or comes from a page of ours: its Origin is one of ours, or the browser itself
 * says same-origin; a page of another site can set neither header. API and console ask this alike: Next compares with
 * X-Forwarded-Host, and lets pass what has no Origin.
 */
export function isFromOwnPage(
  { method = '', headers }: { method?: string | undefined; headers: IncomingHttpHeaders },
  own: OwnOrigins,
): boolean {
  if (readingMethods.has(method)) return true;
  if (headers['sec-fetch-site'] === 'same-origin') return true;
  return headers.origin !== undefined && own.isOwnOrigin(headers.origin, askedHostOf(headers));
}

/** Why a change is refused that came from no page of ours: what came, what is expected, and which setting to change. */
export function otherOrigin({ headers }: { headers: IncomingHttpHeaders }, origin: string): LatchkeyError {
  const came = headers.origin;
  if (came === undefined) return new LatchkeyError('forbidden', { says: messageFor('noOrigin', { origin }) });
  // A header holds whatever its sender likes: only what is an origin is repeated.
  const isPlain = came.length <= 200 && URL.canParse(came) && new URL(came).origin === came;
  return new LatchkeyError('forbidden', {
    says: messageFor('otherOrigin', { came: isPlain ? came : 'another address', origin }),
    inside: `changes from ${isPlain ? came : 'what is no origin'} are refused; LATCHKEY_ORIGIN is ${origin}`,
  });
}

/** The host that the browser asked. The front door let it in, and only a trusted proxy's word is still there. */
function askedHostOf(headers: IncomingHttpHeaders): string {
  const told = headers['x-forwarded-host'];
  const forwarded = Array.isArray(told) ? told.at(-1) : told?.split(',').at(-1);
  return forwarded?.trim() || (headers.host ?? '');
}
