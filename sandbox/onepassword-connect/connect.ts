import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { deliver } from '../delivery';
import { headerOf, type Incoming } from '../exchange';
import type { Sandbox } from '../handle';
import { listen } from '../listener';
import type { Account } from '../model';
import { answerConnect } from './answer';
import {
  bentReply,
  type ConnectFault,
  type ConnectFaultInput,
  type ConnectFaults,
  deliveryFault,
  newConnectFaults,
} from './faults';
import { type ConnectRoute, findConnectRoute } from './routes';
import { type ConnectTokenInput, type ConnectTokens, newConnectTokens } from './tokens';

/** One request of a client. It holds no secret: neither bodies nor tokens nor what was filtered by. */
export type ConnectRequest = {
  /** Milliseconds since 1970. */
  at: number;
  method: string;
  /** The path without ids. */
  route: ConnectRoute | 'unknown';
  /** Zero when no status was sent: hanging, or reset before the answer. */
  status: number;
  /** The id of the token, when it was in order. */
  token?: string;
  fault?: ConnectFault['kind'];
};

/** A running Connect server over the account of a sandbox. */
export type ConnectSandbox = {
  /** The origin: what a client is given as the server's URL. */
  readonly address: string;
  /** Mints a token whose vaults never change. Throws a `Refusal` when a vault is unknown. */
  readonly mintToken: (input?: ConnectTokenInput) => { token: string; id: string };
  /** Refuses a token until it is restored. Both throw a `Refusal` when the id is unknown. */
  readonly revokeToken: (id: string) => void;
  readonly restoreToken: (id: string) => void;
  /** What clients asked, oldest first; the newest 100,000 at most. */
  readonly requests: () => readonly ConnectRequest[];
  readonly clearLog: () => void;
  readonly injectFault: (fault: ConnectFaultInput) => { remove: () => void };
  readonly clearFaults: () => void;
  /** Ends at once, with every connection. The account stays. */
  readonly close: () => Promise<void>;
};

/**
 * Starts a server that speaks the REST API of 1Password Connect, as far as it reads, over the account of a sandbox: the same
 * vaults, items and ids, and every change at once. It listens on 127.0.0.1, on any free port unless told, and throws when
 * that is taken. Source: Connect's OpenAPI specification 1.7.1 (github.com/1Password/connect, docs/openapi/spec.yaml).
 */
export async function startConnect(
  { account }: Pick<Sandbox, 'account'>,
  { port = 0 }: { port?: number } = {},
): Promise<ConnectSandbox> {
  const serving = { account, tokens: newConnectTokens(account), faults: newConnectFaults(), log: newLog() };
  const listening = await listen({ host: '127.0.0.1', port }, (incoming, response, closing) =>
    serveConnect(serving, incoming, response, closing),
  );
  const { tokens, faults, log } = serving;
  return {
    address: listening.address,
    mintToken: tokens.mint,
    revokeToken: tokens.revoke,
    restoreToken: tokens.restore,
    requests: log.entries,
    clearLog: log.clear,
    injectFault: faults.inject,
    clearFaults: faults.clear,
    close: listening.close,
  };
}

type Log = ReturnType<typeof newLog>;

type Serving = { account: Account; tokens: ConnectTokens; faults: ConnectFaults; log: Log };

async function serveConnect(
  { account, tokens, faults, log }: Serving,
  incoming: Incoming,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const { method, path } = incoming;
  const found = findConnectRoute(path);
  const route = found?.route ?? 'unknown';
  const token = tokens.bearer(headerOf(incoming, 'authorization'));
  const fault = faults.take({ route, token: token?.id });
  const entry: ConnectRequest = {
    at: account.now(),
    method,
    route,
    status: 0,
    ...(token === undefined ? {} : { token: token.id }),
    ...(fault === undefined ? {} : { fault: fault.kind }),
  };
  log.add(entry);
  if (fault?.kind === 'slow' && fault.delayMs !== undefined) {
    await delay(fault.delayMs, undefined, { signal: closing });
  }
  if (fault?.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (fault?.kind === 'hang' && !fault.inBody) return;
  const reply = bentReply(fault, () => answerConnect(account, { method, found, token }));
  entry.status = reply.status;
  await deliver(response, reply, deliveryFault(fault), closing);
}

const maxEntries = 100_000;

function newLog() {
  let kept: ConnectRequest[] = [];
  return {
    entries: (): readonly ConnectRequest[] => kept,
    add(entry: ConnectRequest) {
      if (kept.length >= maxEntries) kept = kept.slice(maxEntries / 2);
      kept.push(entry);
    },
    clear() {
      kept = [];
    },
  };
}
