import type { Dispatcher } from 'undici';
import { NetworkFailure } from '@/lib/kernel/network-cause';
import type { OutwardProxy } from '@/lib/kernel/outward-proxy';
import { agentFor, asResponse, proxyCauseOf } from './agent';

/** What is sent with a request in place of its own. */
export interface SendInit {
  headers: Headers;
  redirect: 'manual';
  signal: AbortSignal;
}

/**
 * Makes a fetch that goes through a proxy, by the package's own undici, fetch and agent together. Loaded at the first use.
 * Rejects with a NetworkFailure where the proxy is the cause, else with what undici threw.
 */
export function createProxiedSend(): (
  request: Request,
  init: SendInit,
  proxy: OutwardProxy,
) => Promise<Response> {
  const agents = new Map<string, Dispatcher>();
  return async (request, { headers, redirect, signal }, proxy) => {
    const { fetch: send } = await import('undici');
    const key = JSON.stringify(proxy);
    const agent = agents.get(key) ?? (await agentFor({ proxy }));
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
