import type { Dispatcher } from 'undici';
import { errorsBehind, type NetworkCause, networkCauseOf } from '@/lib/kernel/network-cause';
import type { OutwardProxy } from '@/lib/kernel/outward-proxy';

const mostConnections = 16;

/** What requests go through, and whom they trust beside the usual authorities. `ca` is PEM. */
export interface Outward {
  proxy?: OutwardProxy;
  ca?: string;
}

/**
 * An agent for the package's own undici: a Node's fetch takes no agent of another version. By CONNECT to an https address
 * of a proxy, in absolute form to an http one. Loaded at the first use.
 */
export async function agentFor({ proxy, ca }: Outward): Promise<Dispatcher> {
  const { Agent, ProxyAgent } = await import('undici');
  const trusted = ca === undefined ? {} : { ca: await withUsualAuthorities(ca) };
  if (!proxy) return new Agent({ connections: mostConnections, connect: trusted });
  const { protocol, host, port, authorization } = proxy;
  return new ProxyAgent({
    uri: `${protocol}//${host.includes(':') ? `[${host}]` : host}:${port}`,
    proxyTunnel: false,
    requestTls: trusted,
    ...(authorization === undefined ? {} : { token: authorization }),
  });
}

/** A `ca` takes the place of those that Node trusts, NODE_EXTRA_CA_CERTS among them: they are put beside it. */
async function withUsualAuthorities(ca: string): Promise<string[]> {
  const tls = await import('node:tls');
  // Since Node 22.15; before that, without those of NODE_EXTRA_CA_CERTS.
  const all: unknown = Reflect.get(tls, 'getCACertificates');
  const usual: readonly string[] = typeof all === 'function' ? all() : tls.rootCertificates;
  return [...usual, ca];
}

// Every connection of ours goes to the proxy: what failed before there was one failed there.
const ofTheProxy: readonly NetworkCause[] = [
  'dns_not_found',
  'dns_failed',
  'network_unreachable',
  'connection_refused',
  'timed_out',
];

/** The words of undici 7.30 for an answer of the proxy in place of a tunnel. */
const noTunnel = /^Proxy response \((?<status>\d{3})\)|^Proxy Authentication Required \((?<asked>407)\)/;

/** The cause of what failed on the way through a proxy. Undefined: it is neither the proxy's nor the network's. */
export function proxyCauseOf(error: unknown): NetworkCause | undefined {
  for (const { message } of errorsBehind(error)) {
    const told = noTunnel.exec(String(message))?.groups;
    if (told) return (told.status ?? told.asked) === '407' ? 'proxy_unauthorized' : 'proxy_refused';
  }
  const cause = networkCauseOf(error);
  return cause && ofTheProxy.includes(cause) ? 'proxy_unreachable' : cause;
}

/** Guarantee: undici's Response is that of the fetch standard, as Node's own is. */
export function asResponse(response: object): Response {
  return response as Response;
}
