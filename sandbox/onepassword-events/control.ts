import type { Reply } from '../delivery';
import type { Incoming } from '../exchange';
import { type JsonObject, numberOf, optionalNumberOf, readObject, textOf, textsOf } from '../json';
import { Refusal } from '../refusal';
import type { EventsFault, EventsSandbox } from './handle';
import type { Feature } from './tokens';

type Action = (events: EventsSandbox, body: JsonObject) => unknown;

const features = ['itemusages', 'auditevents', 'signinattempts'] as const;

const actions: Record<string, Action> = {
  'GET /sandbox': (events) => ({ address: events.address }),
  'GET /sandbox/requests': (events) => ({ requests: events.requests() }),
  'POST /sandbox/requests/clear': (events) => events.clearLog(),
  'POST /sandbox/tokens': (events, body) =>
    events.mintToken(body.features === undefined ? {} : { features: featuresIn(body) }),
  'POST /sandbox/tokens/revoke': (events, body) => events.revokeToken(textOf(body, 'id')),
  'POST /sandbox/tokens/restore': (events, body) => events.restoreToken(textOf(body, 'id')),
  'POST /sandbox/arrival': (events, body) =>
    events.setArrival({ lateMs: optionalNumberOf(body, 'lateMs') ?? 0, isTwice: body.isTwice === true }),
  'POST /sandbox/telling': (events, body) => events.setTelling(body.isTelling === true),
  'POST /sandbox/uses': (events, body) =>
    events.tellUse({
      vault: textOf(body, 'vault'),
      item: textOf(body, 'item'),
      action: textOf(body, 'action'),
    }),
  'POST /sandbox/faults': (events, body) => events.injectFault(faultIn(body)),
  'POST /sandbox/faults/clear': (events) => events.clearFaults(),
};

/** Answers a request to `/sandbox`: the ways to change and watch the server while it runs, in JSON. */
export function controlEvents(events: EventsSandbox, incoming: Incoming): Reply {
  const path = incoming.path.split('?', 1)[0] ?? '';
  const action = actions[`${incoming.method} ${path}`];
  if (action === undefined)
    return json(404, { reason: 'There is no such call.', calls: Object.keys(actions) });
  try {
    const answer = action(events, incoming.body === '' ? {} : readObject(incoming.body));
    return json(200, { ok: true, ...(typeof answer === 'object' ? answer : {}) });
  } catch (error) {
    if (error instanceof Refusal) return json(error.status, { reason: error.message });
    throw error;
  }
}

function featuresIn(body: JsonObject): Feature[] {
  const wanted = textsOf(body, 'features');
  return features.filter((feature) => wanted.includes(feature));
}

function faultIn(body: JsonObject): EventsFault {
  const times = optionalNumberOf(body, 'times');
  const kind = textOf(body, 'kind');
  const count = times === undefined ? {} : { times };
  if (kind === 'status') return { kind, status: numberOf(body, 'status'), ...count };
  if (kind === 'hang' || kind === 'reset') return { kind, ...count };
  throw new Refusal(400, '"kind" must be status, hang or reset.');
}

function json(status: number, body: unknown): Reply {
  return { status, headers: { 'cache-control': 'no-store' }, body: JSON.stringify(body) };
}
