import type { Server, ServerOptions } from 'node:http';
import { isFromTrustedProxy } from '@/lib/platform/peer';
import { limitPeers } from './peers';

/** Open connections of everybody together; each costs some 10 KB. */
const mostConnections = 8_192;

/** How long a client may take to send. Node looks every `connectionsCheckingInterval`. */
export const timeLimits: ServerOptions = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
};

/** Limits what strangers can hold of the server by opening connections and sending halves of requests. */
export function limitConnections(server: Server): void {
  server.maxConnections = mostConnections;
  limitPeers(server, (socket) => isFromTrustedProxy({ socket }));
}
