import type { Reply } from './delivery';
import { headerOf, type Incoming } from './exchange';
import { bentAnswer, bentCall, tampered } from './fault-answer';
import type { Fault } from './faults';
import { isObject, readJson, readObject } from './json';
import { checkMac, noteRequestId } from './mac';
import type { ServiceAccount } from './model';
import { Refusal } from './refusal';
import type { Answer, Call, Route, Service } from './route';
import { open, seal } from './seal';
import { serviceAccountByEmail } from './service-accounts';
import type { Session } from './sessions';

/** Who asks, as far as the request tells it, whether or not it is in order. */
export function callerOf(service: Service, incoming: Incoming): ServiceAccount | undefined {
  const sessionId = headerOf(incoming, 'x-agilebits-session-id');
  if (sessionId !== undefined) return service.sessions.get(sessionId)?.serviceAccount;
  const email = /"email":"([^"]+)"/.exec(incoming.body)?.[1];
  return email === undefined ? undefined : serviceAccountByEmail(service.account, email);
}

/** Checks a request as its route demands, answers it and seals the answer. A refusal becomes its status. */
export function answerRequest(
  service: Service,
  found: { route: Route; ids: string[] },
  incoming: Incoming,
  fault: Fault | undefined,
): Reply {
  try {
    return { status: 200, body: answerOf(service, found, incoming, fault) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, body: JSON.stringify({ reason: error.message }) };
  }
}

function answerOf(
  service: Service,
  { route, ids }: { route: Route; ids: string[] },
  incoming: Incoming,
  fault: Fault | undefined,
): Answer {
  if (route.guard === 'none') {
    return bentAnswer(route.answer({ service, body: readObject(incoming.body) }), fault);
  }
  const session = sessionOf(service, incoming);
  const base = { service, ids, session, caller: session.serviceAccount };
  if (route.guard === 'session') {
    const body = incoming.body === '' ? {} : readJson(incoming.body);
    return bentAnswer(route.answer({ ...base, body }), fault);
  }
  const { key } = openSession(session, incoming);
  const body = incoming.body === '' ? {} : readJson(open(key, readJson(incoming.body)));
  const call: Call = { ...base, body };
  const plain = bentAnswer(route.answer(bentCall(call, fault)), fault);
  const sealed = typeof plain === 'string' ? seal(key, plain) : plain;
  return fault?.kind === 'tampered' ? tampered(sealed, fault.part) : sealed;
}

function sessionOf(service: Service, incoming: Incoming): Session {
  const session = service.sessions.get(headerOf(incoming, 'x-agilebits-session-id') ?? '');
  if (session === undefined || session.isOver) throw new Refusal(401, 'The session is unknown or has ended.');
  return session;
}

function openSession(session: Session, incoming: Incoming): NonNullable<Session['open']> {
  if (session.open === undefined) throw new Refusal(401, 'The session is not open.');
  const requestId = checkMac(session.open.macKey, headerOf(incoming, 'x-agilebits-mac'), {
    sessionId: session.id,
    method: incoming.method,
    host: headerOf(incoming, 'host') ?? '',
    path: incoming.path,
  });
  if (requestId === undefined) throw new Refusal(401, 'The request MAC is missing or wrong.');
  if (!noteRequestId(session.requestIds, requestId)) throw new Refusal(401, 'The request was sent before.');
  return session.open;
}

/** How many items a batch asks for, as far as can be told without its session. */
export function batchSizeOf(service: Service, incoming: Incoming): number | undefined {
  const session = service.sessions.get(headerOf(incoming, 'x-agilebits-session-id') ?? '');
  if (session?.open === undefined) return undefined;
  try {
    const body = readJson(open(session.open.key, readJson(incoming.body)));
    return isObject(body) && Array.isArray(body.itemUuids) ? body.itemUuids.length : undefined;
  } catch {
    return undefined;
  }
}
