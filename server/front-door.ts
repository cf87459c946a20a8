import type { IncomingMessage, ServerResponse } from 'node:http';
import { removeForwarded, statedHosts } from './forwarded';
import { type Misdirected, refuseMisdirected } from './misdirected';
import type { OwnHosts } from './own-hosts';

export interface FrontDoorSettings extends Misdirected {
  hosts: OwnHosts;
  isFromTrustedProxy(request: IncomingMessage): boolean;
}

/** Load balancers probe by address, and the answer says nothing but whether to send requests here. */
const probes = /^\/api\/(?:live|ready)(?:\?|$)/;

/**
 * What every request passes before the data plane or the console sees it (docs/decisions/0102). Forwarded headers that no
 * trusted proxy wrote are taken out. A trusted proxy decides itself for which hosts it hands requests on, and asks under any
 * name: such a request counts as one for `origin`. A target that names a host (absolute form) becomes a path, and Host what it named.
 * Returns whether the request was answered here: 400 without exactly one Host, 421 when the host is not ours.
 */
export function frontDoor(
  settings: FrontDoorSettings,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { hosts, isFromTrustedProxy, origin } = settings;
  return (request, response) => {
    const stated = statedHosts(request.rawHeaders);
    if (stated.count !== 1) return isBareProbe(request, stated.count) ? false : refuseMalformed(response);
    if (!takeTarget(request)) return refuseMalformed(response);
    const { localAddress } = request.socket;
    const isOwn = (host: string) => hosts.isOwn(host, localAddress);
    let told: readonly string[] | undefined;
    if (stated.isForwarded) {
      if (isFromTrustedProxy(request)) told = forwardedHosts(request);
      else removeForwarded(request);
    }
    if (told ? told.every(isOwn) : isOwn(request.headers.host ?? '')) return false;
    if (isFromTrustedProxy(request)) {
      goByOwnOrigin(request, origin);
      return false;
    }
    if (probes.test(request.url ?? '')) return false;
    refuseMisdirected(request, response, settings);
    return true;
  };
}

/** The host that people asked, where a trusted proxy tells it. More than one must all be ours. */
function forwardedHosts({ headers }: IncomingMessage): string[] | undefined {
  const told = headers['x-forwarded-host'];
  const text = Array.isArray(told) ? told.join(',') : told;
  if (text === undefined || text.trim() === '') return undefined;
  return text.split(',').map((host) => host.trim());
}

/** HAProxy probes by HTTP/1.0, which knows no Host. */
function isBareProbe({ httpVersion, url = '' }: IncomingMessage, hosts: number): boolean {
  return hosts === 0 && httpVersion === '1.0' && probes.test(url);
}

/** What a proxy asks under is no address of people: changes are then compared with `origin` and the aliases alone. */
function goByOwnOrigin({ headers }: IncomingMessage, origin: string): void {
  headers.host = new URL(origin).host;
  delete headers['x-forwarded-host'];
}

/** A target with a host in it outranks Host (RFC 9112, 3.2.2). Answers whether the target could be read. */
function takeTarget(request: IncomingMessage): boolean {
  const target = request.url ?? '/';
  if (target.startsWith('/')) return true;
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return false;
  const { host, username, password } = new URL(target);
  if (username !== '' || password !== '') return false;
  request.headers.host = host;
  // As it was written, for URL would take dots out of the path.
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  request.url = path.startsWith('/') ? path : `/${path}`;
  return true;
}

/** As Node answers a request without Host: nobody is there to read a page. */
function refuseMalformed(response: ServerResponse): true {
  response.writeHead(400, { Connection: 'close', 'Content-Length': '0' }).end();
  return true;
}
