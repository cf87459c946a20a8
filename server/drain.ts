import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const socketsOf = new WeakMap<Server, Set<Socket>>();

/** A connection whose client sends something this often is in use: its client learns from an answer that it is closed. */
const inUseMs = 500;
const longestInUseMs = 2_000;

export interface DrainTimes {
  /** How long requests are answered as before. Readiness says meanwhile that no more are to be sent here. */
  goOnMs: number;
  /** How long after that what is open still is cut. */
  deadlineMs: number;
}

/** Remembers the open connections of `server` for its drain: Node itself forgets those that were upgraded. */
export function followSockets(server: Server): void {
  const sockets = new Set<Socket>();
  socketsOf.set(server, sockets);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
}

/**
 * Ends a server without breaking a request: it goes on for `goOnMs`; then each answer says `Connection: close`; when no
 * connection is in use any more, it takes no more of them, closes the idle ones and waits for the answers under way. At
 * `deadlineMs` it cuts what is left, also what is no HTTP any more (where `followSockets` was called).
 */
export async function drain(server: Server, { goOnMs, deadlineMs }: DrainTimes): Promise<void> {
  await sleep(goOnMs);
  const closeAll = setTimeout(() => {
    server.closeAllConnections();
    for (const socket of socketsOf.get(server) ?? []) socket.destroy();
  }, deadlineMs);
  server.prependListener('request', closeAfterAnswer);
  await untilUnused(socketsOf.get(server) ?? new Set(), Math.min(longestInUseMs, deadlineMs));
  const closeIdle = setInterval(() => server.closeIdleConnections(), 100);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(closeIdle);
  clearTimeout(closeAll);
}

function closeAfterAnswer(_request: IncomingMessage, response: ServerResponse): void {
  response.shouldKeepAlive = false;
}

/** A request that is sent while its connection is closed is lost, so connections are closed only when nothing comes any more. */
async function untilUnused(sockets: ReadonlySet<Socket>, longestMs: number): Promise<void> {
  const endsAtMs = performance.now() + longestMs;
  let before = new Map<Socket, number>();
  while (sockets.size > 0 && performance.now() < endsAtMs) {
    const now = new Map([...sockets].map((socket) => [socket, socket.bytesRead]));
    const isQuiet = [...now].every(([socket, bytesRead]) => before.get(socket) === bytesRead);
    if (isQuiet) return;
    before = now;
    await sleep(Math.min(inUseMs, Math.max(0, endsAtMs - performance.now())));
  }
}
