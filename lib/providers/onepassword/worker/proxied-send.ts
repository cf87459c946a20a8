import type { Dispatcher } from 'undici';
import { errorsBehind, type NetworkCause, NetworkFailure, networkCauseOf } from '@/lib/kernel/network-cause';
import type { OutwardProxy } from '@/lib/kernel/outward-proxy';

/** What is sent with a request in place of its own. */
export interface SendInit {
  headers: Headers;
  redirect: 'manual';
  signal: AbortSignal;
}

/**
 * Makes a fetch that goes through a proxy: by CONNECT to an https address, in absolute form to an http one. Its undici is
 * the package's own, fetch and agent together: a Node's fetch takes no agent of another version. Loaded at the first use.
 * Rejects with a NetworkFailure where the proxy is the cause, else with what undici threw.
 */
export function createProxiedSend(): (
  request: Request,
  init: SendInit,
  proxy: OutwardProxy,
) => Promise<Response> {
  const agents = new Map<string, Dispatcher>();
  return async (request, { headers, redirect, signal }, proxy) => {
    const { fetch: send, ProxyAgent } = await import('undici');
    const key = JSON.stringify(proxy);
    const agent = agents.get(key) ?? new ProxyAgent({ ...agentOptions(proxy) });
    agents.set(key, agent);
    const hasBody = request.body !== null;
    try {
      const response = await send(request.url, {
        method: request.method,
        headers: [...headers],
        ...(hasBody ? { body: new Uint8Array(await request.arrayBuffer()) } : {}),
        redirect,
        signal,
        dispatcher: agent,
      });
      if (response.status === 407) throw new NetworkFailure('proxy_unauthorized');
      return asResponse(response);
    } catch (error) {
      const cause = proxyCauseOf(error);
      throw cause ? new NetworkFailure(cause) : error;
    }
  };
}

function agentOptions({ protocol, host, port, authorization }: OutwardProxy) {
  const uri = `${protocol}//${host.includes(':') ? `[${host}]` : host}:${port}`;
  return { uri, proxyTunnel: false, ...(authorization === undefined ? {} : { token: authorization }) };
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

function proxyCauseOf(error: unknown): NetworkCause | undefined {
  for (const { message } of errorsBehind(error)) {
    const told = noTunnel.exec(String(message))?.groups;
    if (told) return (told.status ?? told.asked) === '407' ? 'proxy_unauthorized' : 'proxy_refused';
  }
  const cause = networkCauseOf(error);
  return cause && ofTheProxy.includes(cause) ? 'proxy_unreachable' : cause;
}

/** Guarantee: undici's Response is that of the fetch standard, as Node's own is. */
function asResponse(response: object): Response {
  return response as Response;
}
