import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { answerRequest, batchSizeOf, callerOf } from './answer';
import { deliver, type Reply } from './delivery';
import type { Incoming } from './exchange';
import type { Fault, FaultTable, FaultTarget } from './faults';
import type { LoggedRequest, RequestLog } from './request-log';
import type { Service } from './route';
import { findRoute } from './routes';

/** What serves clients: the service, and how it is made to misbehave and watched. */
export type ClientService = {
  readonly service: Service;
  readonly faults: FaultTable;
  readonly log: RequestLog;
  /** How long every answer waits. */
  latencyMs: number;
};

/** Answers one request of a client as the service would, or as the first fault that meets it would have it. */
export async function serveClient(
  serving: ClientService,
  incoming: Incoming,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const { service, log } = serving;
  const found = findRoute(incoming.method, incoming.path);
  const caller = callerOf(service, incoming);
  const target: FaultTarget = {
    route: found?.route.name ?? 'unknown',
    method: incoming.method,
    path: incoming.path,
    serviceAccountId: caller?.id,
  };
  const batchSize = target.route === 'items/batch' ? batchSizeOf(service, incoming) : undefined;
  const fault = serving.faults.take(target);
  const entry: LoggedRequest = {
    at: service.account.now(),
    route: target.route,
    method: incoming.method,
    path: incoming.path,
    status: 0,
    bytesIn: Buffer.byteLength(incoming.body),
    bytesOut: 0,
    ...(caller === undefined ? {} : { serviceAccountId: caller.id, email: caller.email }),
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(fault === undefined ? {} : { fault: fault.kind }),
  };
  log.add(entry);
  const waitMs = serving.latencyMs + (fault?.kind === 'slow' ? (fault.delayMs ?? 0) : 0);
  if (waitMs > 0) await delay(waitMs, undefined, { signal: closing });
  if (fault?.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (fault?.kind === 'hang' && !fault.inBody) return;
  const reply =
    faultReply(fault) ?? (found === undefined ? notFound : answerRequest(service, found, incoming, fault));
  entry.status = reply.status;
  entry.bytesOut = fault?.kind === 'oversize' ? fault.sizeBytes : Buffer.byteLength(reply.body);
  await deliver(response, reply, fault, closing);
}

const notFound: Reply = { status: 404, body: '{"reason":"There is no such route."}' };

// The faults that need nothing of the service; the others change what it answers.
function faultReply(fault: Fault | undefined): Reply | undefined {
  switch (fault?.kind) {
    case 'status':
      return {
        status: fault.status,
        headers: fault.headers ?? {},
        body: fault.body ?? emptyBody(fault.status),
      };
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.location }, body: '' };
    case 'oversize':
      return { status: 200, body: '' };
    case 'malformed':
      if (fault.form === 'notJson') return { status: 200, body: '<html>Not JSON</html>' };
      if (fault.form === 'empty') return { status: 200, body: '' };
      if (fault.form === 'wrongEncoding') {
        return { status: 200, headers: { 'content-encoding': 'gzip' }, body: 'This was never compressed.' };
      }
      return undefined;
    default:
      return undefined;
  }
}

function emptyBody(status: number): string {
  return status === 204 || status === 304 ? '' : '{}';
}
