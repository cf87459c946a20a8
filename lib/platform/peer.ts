import type { EventEmitter } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP, SocketAddress } from 'node:net';
import type { AddressRange } from '@/lib/kernel/address-range';
import { env } from './env';
import { once, replaceSingleton } from './singleton';

/** What of a request tells where it came from. Node's own requests and Fastify's fit. */
export interface PeerRequest {
  socket: { remoteAddress?: string };
  headers: IncomingHttpHeaders;
}

/** The header in which the server hands the peer on to the console. The server sets it on every request itself. */
export const peerHeader = 'x-latchkey-peer';

// More proxies than anybody has in a row: a header of thousands of addresses costs nothing.
const mostHops = 16;
const unknownPeer = 'unknown';
const name = 'trusted-proxies';

const trusted = () => once(name, () => blockListOf(env().trustedProxies));

/**
 * Address of the client, in canonical text: the socket's, or, when the socket is a trusted proxy
 * (LATCHKEY_TRUSTED_PROXIES), the first address from the right of X-Forwarded-For or Forwarded (RFC 7239) that is not a
 * trusted proxy. An entry that is no address ends the search at the proxy that wrote it. `unknown` without an address.
 */
export function peerOf(request: PeerRequest): string {
  let peer = canonicalAddress(request.socket.remoteAddress ?? '');
  if (peer === undefined) return unknownPeer;
  if (!isTrusted(peer)) return peer;
  for (const hop of forwardedBy(request.headers)) {
    const address = addressIn(hop);
    if (address === undefined) return peer;
    peer = address;
    if (!isTrusted(peer)) return peer;
  }
  return peer;
}

/** The same of a request that the server handed on to the console, whose socket is out of reach there. */
export function peerOfHeaders(headers: Headers): string {
  return headers.get(peerHeader) ?? unknownPeer;
}

/** Whether the request came straight from a trusted proxy, so that its forwarded headers count. */
export function isFromTrustedProxy(request: Pick<PeerRequest, 'socket'>): boolean {
  const address = canonicalAddress(request.socket.remoteAddress ?? '');
  return address !== undefined && isTrusted(address);
}

/**
 * What one client can hold of addresses, to count it by: an IPv4 address, or the /64 network of an IPv6 address, which
 * is the least that a provider hands out (RFC 6177). Takes what `peerOf` returns.
 */
export function networkOf(peer: string): string {
  if (isIP(peer) !== 6) return peer;
  const [head = '', tail] = peer.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  const all = [...groups, ...new Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  return `${all.slice(0, 4).join(':')}::/64`;
}

/** Puts other trusted proxies in place, for tests and simulations. */
export function setTrustedProxies(ranges: readonly AddressRange[]): void {
  replaceSingleton(name, blockListOf(ranges));
}

function isTrusted(address: string): boolean {
  return trusted().check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Addresses that proxies wrote down, the nearest first. A proxy writes one of the two headers and hands on the other as
 * the client sent it: where both are there, nobody can tell which is the proxy's, and neither counts.
 */
function forwardedBy(headers: IncomingHttpHeaders): string[] {
  const byList = textOf(headers['x-forwarded-for']);
  const byPairs = textOf(headers.forwarded);
  if (byList !== '' && byPairs !== '') return [];
  const hops = byList === '' ? byPairs.split(',').map(forIn) : byList.split(',');
  return hops.slice(-mostHops).reverse();
}

function textOf(header: string | string[] | undefined): string {
  return (Array.isArray(header) ? header.join(',') : (header ?? '')).trim();
}

/** The `for` of one element of a Forwarded header. Empty, which is no address, where there is none or more than one. */
function forIn(element: string): string {
  const found = element
    .split(';')
    .map((pair) => /^\s*for\s*=\s*(?:"([^"\\]*)"|([^"\s]+))\s*$/i.exec(pair))
    .filter((match) => match !== null);
  return found.length === 1 ? (found[0]?.[1] ?? found[0]?.[2] ?? '') : '';
}

/** An address as proxies write it: bare, `[v6]`, each with a port or without. */
function addressIn(text: string): string | undefined {
  const trimmed = text.trim();
  const host =
    /^\[([^\]]+)\](?::\d{1,5})?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(trimmed)?.[1] ?? trimmed;
  return canonicalAddress(host);
}

/** One text for one address: IPv4 also when mapped into IPv6, IPv6 in small letters, shortened, without its zone. */
function canonicalAddress(text: string): string | undefined {
  const address = text.split('%', 1)[0] ?? '';
  const family = isIP(address);
  if (family === 4) return address;
  if (family !== 6) return undefined;
  const canonical = new SocketAddress({ address, family: 'ipv6' }).address;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(canonical)?.[1] ?? canonical;
}

function blockListOf(ranges: readonly AddressRange[]): BlockList {
  const list = new BlockList();
  for (const { address, prefix, family } of ranges) list.addSubnet(address, prefix, family);
  return list;
}

const keyShown = 'latchkey:key-shown';

/** Notes that whoever holds a connection open showed a key: it counts as no stranger's (server/peers, server/limits). */
export function noteKeyShown(socket: EventEmitter): void {
  socket.emit(keyShown);
}

/** Hears of it, once for each connection. */
export function onceKeyShown(socket: EventEmitter, hear: () => void): void {
  socket.once(keyShown, hear);
}
