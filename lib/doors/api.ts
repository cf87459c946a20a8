import type { IncomingHttpHeaders } from 'node:http';
import { authenticateApiKey } from '@/lib/api-keys/authenticate';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';
import { peerOf } from '@/lib/platform/peer';
import { callerOfHeaders } from '@/lib/users/session';

export interface ApiRequest {
  method: string;
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string };
}

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Who asks over HTTP: the API key in `Authorization: Bearer lk_…`, else the person whose session cookie comes along.
 * `origin` is the address that people use: a change by cookie must come from there.
 * Throws `unauthenticated`, and `forbidden` for a change that another site's page sent.
 */
export async function apiCaller(request: ApiRequest, origin: string): Promise<Caller> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined)
    return authenticateApiKey({ key: bearerOf(authorization), peer: peerOf(request) });
  const caller = cookie === undefined ? null : await callerOfHeaders(new Headers({ cookie }));
  if (caller === null) throw new LatchkeyError('unauthenticated');
  requireOwnOrigin(request, origin);
  return caller;
}

function keyIn(authorization: string): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
}

function bearerOf(authorization: string): string {
  const key = keyIn(authorization);
  if (key !== undefined) return key;
  throw new LatchkeyError('unauthenticated', {
    says: sentence('headerNotUnderstood'),
  });
}

/** Browsers set Origin and Sec-Fetch-Site themselves; a page of another site can change neither. */
function requireOwnOrigin({ method, headers }: ApiRequest, origin: string): void {
  if (readingMethods.has(method)) return;
  if (headers.origin === origin || headers['sec-fetch-site'] === 'same-origin') return;
  throw new LatchkeyError('forbidden', {
    says: sentence('otherOrigin', { origin }),
  });
}
