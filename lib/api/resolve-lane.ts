import type { IncomingMessage, ServerResponse } from 'node:http';
import { recallApiKey } from '@/lib/api-keys/authenticate';
import { type ResolvedConnection, recallConnection } from '@/lib/connections/resolve';
import { revealConnection } from '@/lib/doors/reveal';
import { countAnsweredAtOnce } from '@/lib/platform/metrics';
import { requestIdOf } from './request-id';
import { apiHeaders } from './security-headers';

const path = /^\/api\/v1\/connections\/([a-z0-9-]{1,64})\/resolve$/;
const bearer = /^Bearer (lk_[A-Za-z0-9_-]{32,200})$/;

interface Answer {
  request: IncomingMessage;
  response: ServerResponse;
  resolved: ResolvedConnection;
}

/**
 * A lane in front of Fastify for the answer that workloads wait for: a connection that memory holds whole, asked for
 * with a key that memory knows. Same verbs, same headers, same answer, without the hooks and promises of a route
 * (docs/decisions/0005). Returns whether it answers; everything else is the API's, errors included.
 */
export function resolveLane(origin: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const send = sender(origin);
  let gathered: Answer[] = [];
  const sendGathered = () => {
    const answers = gathered;
    gathered = [];
    for (const answer of answers) send(answer);
  };
  return (request, response) => {
    if (request.method !== 'POST') return false;
    const key = path.exec(request.url ?? '')?.[1];
    const token = key && bearer.exec(request.headers.authorization ?? '')?.[1];
    const caller = token && recallApiKey(token);
    if (!key || !caller || !hasNoBody(request)) return false;
    const beganAtMs = performance.now();
    const resolved = recallConnection(caller, key);
    if (!resolved) return false;
    // Answers to what came in during one turn of the event loop leave together at its end: a write that wakes a
    // sleeping peer costs more than the answer (docs/decisions/0005).
    if (gathered.push({ request, response, resolved }) === 1) setImmediate(sendGathered);
    countAnsweredAtOnce(performance.now() - beganAtMs);
    return true;
  };
}

function sender(origin: string): (answer: Answer) => void {
  const headers = Object.entries({
    ...apiHeaders(origin),
    'Content-Type': 'application/json; charset=utf-8',
  }).flat();
  return ({ request, response, resolved }) => {
    const body = revealConnection(resolved);
    response.writeHead(200, [
      ...headers,
      'X-Request-Id',
      requestIdOf(request),
      'Content-Length',
      String(Buffer.byteLength(body)),
    ]);
    response.end(body);
  };
}

/** A body is the API's to judge, even if this route takes none. */
function hasNoBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] === undefined && (length === undefined || length === '0');
}
