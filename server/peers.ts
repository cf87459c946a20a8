import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { log } from '@/lib/platform/log';
import { networkOf, onceKeyShown } from '@/lib/platform/peer';

export interface PeerLimits {
  /** Open connections of one peer. */
  connections: number;
  /** Those of them that wait for the rest of a request. */
  unfinished: number;
}

/** Far more than a workload's pool needs, and far less than the process can hold. */
export const standardPeerLimits: PeerLimits = { connections: 1_024, unfinished: 128 };

const tellEveryMs = 10_000;

/** What is known of a connection: whether its requests are whole, and since when it owes the rest of one. */
interface Connection {
  /** Its latest request, and the answer to it. Answers leave in order: when this one is out, all are. */
  latest?: { request: IncomingMessage; response: ServerResponse };
  /** Bytes read when its latest whole request was. -1: none has come yet. */
  bytesAtRest: number;
  /** When it came to rest, as a place in the order of all: the oldest has the smallest. */
  turn: number;
}

let turns = 0;

function nextTurn(): number {
  turns += 1;
  return turns;
}

/**
 * Limits what one peer (an address, or a /64 network of IPv6) holds of `server`. A connection above the ceiling is closed
 * at once. Of those that wait for the rest of a request, the oldest is closed for a new one: a stranger who sends halves
 * loses halves, and whoever sends a whole request from the same address is still served. Trusted proxies stand for many
 * peers and are not limited, nor is who showed a key and listens (lib/connections/watch has limits for those). A limit by
 * address is no defence against many addresses: `maxConnections` and the time limits of the server hold there.
 */
export function limitPeers(
  server: Server,
  isTrusted: (socket: Socket) => boolean,
  limits: PeerLimits = standardPeerLimits,
): void {
  const peers = new Map<string, Map<Socket, Connection>>();
  const connections = new WeakMap<Socket, Connection>();
  const tell = teller();

  server.on('connection', (socket) => {
    if (isTrusted(socket)) return;
    const peer = networkOf(plainAddress(socket.remoteAddress));
    const own = peers.get(peer) ?? new Map<Socket, Connection>();
    if (own.size >= limits.connections) {
      tell();
      return void socket.destroy();
    }
    const connection: Connection = { bytesAtRest: -1, turn: nextTurn() };
    peers.set(peer, own);
    own.set(socket, connection);
    connections.set(socket, connection);
    const leave = () => {
      own.delete(socket);
      if (own.size === 0 && peers.get(peer) === own) peers.delete(peer);
    };
    socket.once('close', leave);
    onceKeyShown(socket, leave);
    // Looked at only when there are so many that the limit can have been passed.
    if (own.size > limits.unfinished && closeOldest(own, limits.unfinished)) tell();
  });

  // Before whatever answers.
  server.prependListener('request', (request, response) => {
    const connection = connections.get(request.socket);
    if (connection) follow(connection, request, response);
  });
}

/** Keeps the connection's state while a request is read. One without a body, as most are, is whole and costs no listener. */
function follow(connection: Connection, request: IncomingMessage, response: ServerResponse): void {
  const { socket, headers } = request;
  connection.latest = { request, response };
  const rest = () => {
    connection.bytesAtRest = socket.bytesRead;
    connection.turn = nextTurn();
  };
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) {
    rest();
    return;
  }
  connection.turn = nextTurn();
  request.once('end', rest);
  // It may be answered before its body is read.
  response.once('close', rest);
}

/** Closes the oldest unfinished connections above `most`. Answers whether there were any. */
function closeOldest(own: ReadonlyMap<Socket, Connection>, most: number): boolean {
  const unfinished = [...own].filter(
    ([{ bytesRead }, connection]) => connection.bytesAtRest !== bytesRead && !isAnswered(connection),
  );
  if (unfinished.length <= most) return false;
  unfinished.sort(([, one], [, other]) => one.turn - other.turn);
  for (const [socket] of unfinished.slice(0, -most)) socket.destroy();
  return true;
}

/** Whether the latest request is whole, be its body read by anybody or not, and its answer is under way. */
function isAnswered({ latest }: Connection): boolean {
  return latest?.request.complete === true && !latest.response.closed;
}

/** One line for many, for a flood of connections must not be one of lines. */
function teller(): () => void {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  return () => {
    count += 1;
    if (performance.now() - toldAtMs < tellEveryMs) return;
    log.warn('server.connections-closed', { count });
    toldAtMs = performance.now();
    count = 0;
  };
}

function plainAddress(address = ''): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').split('%', 1)[0] ?? '';
}
