import type { IncomingHttpHeaders } from 'node:http';
import { authenticateApiKey } from '@/lib/api-keys/authenticate';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { peerOf } from '@/lib/platform/peer';
import { callerOfHeaders } from '@/lib/users/session';
import { isFromOwnPage, type OwnOrigins, otherOrigin } from './own-page';

export interface ApiRequest {
  method: string;
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string };
}

/** The address that people use, and which origins the pages there have. */
export interface OwnAddress extends OwnOrigins {
  origin: string;
}

/**
 * Who asks over HTTP: the API key in `Authorization: Bearer lk_…`, else the person whose session cookie comes along.
 * A change by cookie must come from a page of ours.
 * Throws `unauthenticated`, and `forbidden` for a change that another site's page sent.
 */
export async function apiCaller(request: ApiRequest, own: OwnAddress): Promise<Caller> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined)
    return authenticateApiKey({ key: bearerOf(authorization), peer: peerOf(request) });
  const caller = cookie === undefined ? null : await callerOfHeaders(new Headers({ cookie }));
  if (caller === null) throw new LatchkeyError('unauthenticated');
  requireOwnOrigin(request, own);
  return caller;
}

function keyIn(authorization: string): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
}

function bearerOf(authorization: string): string {
  const key = keyIn(authorization);
  if (key !== undefined) return key;
  throw new LatchkeyError('unauthenticated', {
    says: messageFor('headerNotUnderstood'),
  });
}

function requireOwnOrigin(request: ApiRequest, own: OwnAddress): void {
  if (isFromOwnPage(request, own)) return;
  throw otherOrigin(request, own.origin);
}
