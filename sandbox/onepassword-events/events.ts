import type { ServerResponse } from 'node:http';
import { deliver, type Reply } from '../delivery';
import { headerOf, type Incoming } from '../exchange';
import type { Sandbox } from '../handle';
import { listen } from '../listener';
import type { Account, Happening } from '../model';
import { answerEvents, errorReply, routeOf } from './answer';
import { controlEvents } from './control';
import { type EventLog, newEventLog } from './event-log';
import type { EventsFault, EventsRequest, EventsSandbox } from './handle';
import { recordsOf, type Stream, usageOf } from './records';
import { newRequestLimits } from './request-limits';
import { type EventsTokens, newEventsTokens } from './tokens';

/**
 * Starts a server that speaks 1Password's Events API over the account of a sandbox: every change of an item, a vault or a
 * service account is an event. It listens on 127.0.0.1, on any free port unless told.
 */
export async function startEvents(
  { account }: Pick<Sandbox, 'account'>,
  { port = 0 }: { port?: number } = {},
): Promise<EventsSandbox> {
  const serving = newServing(account);
  const watch = (happening: Happening) => serving.isTelling && add(serving, recordsOf(account, happening));
  account.watchers.add(watch);
  const listening = await listen({ host: '127.0.0.1', port }, async (incoming, response, closing) => {
    if (incoming.path.startsWith('/sandbox'))
      await deliver(response, controlEvents(events, incoming), undefined, closing);
    else await serve(serving, incoming, response, closing);
  });
  const events: EventsSandbox = {
    address: listening.address,
    mintToken: serving.tokens.mint,
    revokeToken: serving.tokens.revoke,
    restoreToken: serving.tokens.restore,
    setArrival: (arrival) => {
      for (const log of Object.values(serving.logs)) log.setArrival(arrival);
    },
    setTelling: (isTelling) => {
      serving.isTelling = isTelling;
    },
    tellUse: (use) =>
      add(serving, { itemusages: [usageOf(account, { ...use, version: 1 })], auditevents: [] }),
    injectFault: (fault) =>
      void serving.faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clearFaults: () => {
      serving.faults = [];
    },
    requests: () => serving.requests,
    clearLog: () => {
      serving.requests = [];
    },
    close: () => {
      account.watchers.delete(watch);
      return listening.close();
    },
  };
  return events;
}

type Serving = {
  account: Account;
  tokens: EventsTokens;
  logs: Readonly<Record<Stream, EventLog>>;
  limits: ReturnType<typeof newRequestLimits>;
  faults: { fault: EventsFault; left: number }[];
  requests: EventsRequest[];
  isTelling: boolean;
};

function newServing(account: Account): Serving {
  return {
    account,
    tokens: newEventsTokens(account),
    logs: { itemusages: newEventLog(account.now), auditevents: newEventLog(account.now) },
    limits: newRequestLimits(account.now),
    faults: [],
    requests: [],
    isTelling: true,
  };
}

function add({ logs }: Serving, records: ReturnType<typeof recordsOf>): void {
  logs.itemusages.add(records.itemusages);
  logs.auditevents.add(records.auditevents);
}

async function serve(
  serving: Serving,
  incoming: Incoming,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const { method, path, body } = incoming;
  const entry: EventsRequest = { at: serving.account.now(), route: routeOf(path) ?? 'unknown', status: 0 };
  serving.requests.push(entry);
  const fault = takeFault(serving);
  if (fault?.kind === 'reset') response.socket?.resetAndDestroy();
  if (fault && fault.kind !== 'status') return;
  const token = serving.tokens.bearer(headerOf(incoming, 'authorization'));
  const reply = (): Reply => {
    if (fault) return errorReply(fault.status, 'A fault of the sandbox');
    if (!serving.limits.take()) return errorReply(429, 'Too many requests');
    return answerEvents(serving, { method, path, body, token });
  };
  const answered = reply();
  entry.status = answered.status;
  await deliver(response, answered, undefined, closing);
}

function takeFault(serving: Serving): EventsFault | undefined {
  const [rule] = serving.faults;
  if (rule === undefined) return undefined;
  rule.left -= 1;
  if (rule.left <= 0) serving.faults.shift();
  return rule.fault;
}
