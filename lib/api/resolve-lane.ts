import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { recallApiKey } from '@/lib/api-keys/authenticate';
import { recallConnection } from '@/lib/connections/resolve';
import { revealConnection } from '@/lib/doors/reveal';
import { countAnsweredAtOnce } from '@/lib/platform/metrics';
import { isKnown } from './conditional';
import { requestIdOf } from './request-id';
import { apiHeaders } from './security-headers';

const path = /^\/api\/v1\/connections\/([a-z0-9-]{1,64})\/resolve$/;
const bearer = /^Bearer (lk_[A-Za-z0-9_-]{32,200})$/;

interface Answer {
  request: IncomingMessage;
  response: ServerResponse;
  tag: string | undefined;
  /** Absent for a client that has it already. */
  body: string | undefined;
}

/**
 * A lane in front of Fastify for the answer that workloads wait for: a connection that memory holds whole, asked for
 * with a key that memory knows. Same verbs, same headers, same answer, without the hooks and promises of a route
 * (docs/decisions/0005). Returns whether it takes the request; everything else is the API's, errors included. `otherwise`
 * is the API, for a request whose body turns out to be another one than what clients send for nothing.
 */
export function resolveLane(
  origin: string,
  otherwise: RequestListener,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const send = sender(origin);
  let gathered: Answer[] = [];
  const sendGathered = () => {
    const answers = gathered;
    gathered = [];
    for (const answer of answers) send(answer);
  };
  const answers = (key: string, request: IncomingMessage, response: ServerResponse): boolean => {
    const token = bearer.exec(request.headers.authorization ?? '')?.[1];
    const caller = token && recallApiKey(token);
    if (!caller) return false;
    const beganAtMs = performance.now();
    const resolved = recallConnection(caller, key);
    if (!resolved) return false;
    const { tag } = resolved;
    // Opened in this turn, so that the opening is let go at its end: one that ended a turn later would keep the event loop from
    // waiting for more requests.
    const body = isKnown(request.headers, tag) ? undefined : revealConnection(resolved);
    // Answers to what came in during one turn of the event loop leave together at its end: a write that wakes a
    // sleeping peer costs more than the answer (docs/decisions/0005).
    if (gathered.push({ request, response, tag, body }) === 1) setImmediate(sendGathered);
    countAnsweredAtOnce(performance.now() - beganAtMs);
    return true;
  };
  return (request, response) => {
    const key = request.method === 'POST' && path.exec(request.url ?? '')?.[1];
    if (!key) return false;
    const body = bodyOf(request);
    if (body !== 'small') return body === 'none' && answers(key, request, response);
    const look = () => {
      const chunk: Buffer | null = request.read();
      if (saysNothing(request, chunk) && answers(key, request, response)) return;
      if (chunk !== null) request.unshift(chunk);
      otherwise(request, response);
    };
    // Of chunks Node learns a little later whether more follow.
    request.once('readable', isChunked(request) ? () => setImmediate(look) : look);
    return true;
  };
}

function sender(origin: string): (answer: Answer) => void {
  const shared = Object.entries(apiHeaders(origin)).flat();
  const headers = [...shared, 'Content-Type', 'application/json; charset=utf-8'];
  return ({ request, response, tag, body }) => {
    const tagged = tag === undefined ? [] : ['ETag', tag];
    const own = ['X-Request-Id', requestIdOf(request), ...tagged];
    if (body === undefined) {
      response.writeHead(304, [...shared, ...own]).end();
      return;
    }
    const length = String(Buffer.byteLength(body));
    response.writeHead(200, [...headers, ...own, 'Content-Length', length]).end(body);
  };
}

/** Whether a request has a body: none, one so small that it may say nothing (`{}`, or chunks of nothing), or another one. */
function bodyOf(request: IncomingMessage): 'none' | 'small' | 'other' {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  if (coding === undefined && (length === undefined || length === '0')) return 'none';
  return isChunked(request) || (length === '2' && isJson(request)) ? 'small' : 'other';
}

/** Whether what arrived is the whole body, and says nothing. */
function saysNothing(request: IncomingMessage, chunk: Buffer | null): boolean {
  if (isChunked(request) && !request.complete) return false;
  return chunk === null ? request.complete : isJson(request) && chunk.toString() === '{}';
}

function isChunked({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === 'chunked';
}

function isJson({ headers }: IncomingMessage): boolean {
  return /^application\/json *(?:;|$)/.test(headers['content-type'] ?? '');
}
