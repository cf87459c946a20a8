import type { Server, ServerOptions } from 'node:http';
import { isFromTrustedProxy, onceKeyShown } from '@/lib/platform/peer';
import { limitPeers } from './peers';

/** Open connections of everybody together but those who listen; each costs some 10 KB. */
const mostConnections = 8_192;

/** How long Node waits for what a client sends, in milliseconds. It looks every `connectionsCheckingInterval`. */
const checkEveryMs = 5_000;
const requestMs = 60_000;

/**
 * How long a client may take to send, and how long a connection may be idle: `keepAliveMs` (LATCHKEY_KEEP_ALIVE_MS). A
 * balancer that keeps connections open must be the one to close them: a request that meets our close is lost. So whatever
 * else ends a connection that sends nothing, such as the limit for the headers of its first request, comes later.
 */
export function timeLimits(keepAliveMs: number): ServerOptions {
  const headersTimeout = keepAliveMs + checkEveryMs;
  return {
    keepAliveTimeout: keepAliveMs,
    // Node 24 adds a second of its own to what it tells clients; here both are the same.
    keepAliveTimeoutBuffer: 0,
    headersTimeout,
    requestTimeout: Math.max(requestMs, headersTimeout + checkEveryMs),
    connectionsCheckingInterval: checkEveryMs,
  } as ServerOptions;
}

/** Limits what strangers can hold of the server by opening connections and sending halves of requests. */
export function limitConnections(server: Server): void {
  let listening = 0;
  server.on('connection', (socket) =>
    onceKeyShown(socket, () => {
      listening += 1;
      socket.once('close', () => {
        listening -= 1;
      });
    }),
  );
  // Who showed a key and listens takes nobody's place: Node asks at each new connection.
  Object.defineProperty(server, 'maxConnections', { get: () => mostConnections + listening });
  limitPeers(server, (socket) => isFromTrustedProxy({ socket }));
}
