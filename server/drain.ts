import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const socketsOf = new WeakMap<Server, Set<Socket>>();

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
 * Takes no more connections and waits until all are closed: idle ones at once, busy ones and those that are no HTTP any
 * more (where `followSockets` was called) at `deadlineMs` at the latest.
 */
export async function drain(server: Server, deadlineMs: number): Promise<void> {
  const closeIdle = setInterval(() => server.closeIdleConnections(), 100);
  const closeAll = setTimeout(() => {
    server.closeAllConnections();
    for (const socket of socketsOf.get(server) ?? []) socket.destroy();
  }, deadlineMs);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(closeIdle);
  clearTimeout(closeAll);
}
