import type { Dispatcher } from 'undici';
import { networkCauseOf } from '@/lib/kernel/network-cause';
import { networkMessage } from '@/lib/kernel/network-message';
import type { OutwardProxy } from '@/lib/kernel/outward-proxy';
import { agentFor, asResponse, proxyCauseOf } from '@/lib/providers/http/agent';
import { readLimited } from '@/lib/providers/http/read-limited';
import { retryAfterMs } from '@/lib/providers/http/retry-after';
import { ProviderFailure, passing } from '@/lib/providers/provider-failure';

const limitBytes = 16 * 1024 * 1024;

export interface EventsHttpSettings {
  timeoutMs: number;
  proxyFor?(address: URL): OutwardProxy | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface EventsRequest {
  origin: string;
  path: string;
  token: string;
  /** Absent: it is a GET. */
  body?: unknown;
}

export interface EventsHttp {
  /** Sends a request and answers its status and JSON. Throws a ProviderFailure where there is no answer. Follows no redirect. */
  send(request: EventsRequest): Promise<{ status: number; json: unknown; retryAfterMs: number | undefined }>;
}

/** A client of the Events API. Opens connections as they are needed. */
export function createEventsHttp(settings: EventsHttpSettings): EventsHttp {
  const agents = new Map<string, Promise<Dispatcher>>();
  const agentOf = (origin: string, proxy: OutwardProxy | undefined) => {
    const known = agents.get(origin);
    if (known) return known;
    const agent = agentFor(proxy ? { proxy } : {});
    agents.set(origin, agent);
    return agent;
  };
  return {
    async send({ origin, path, token, body }) {
      const { fetch } = await import('undici');
      const signal = AbortSignal.timeout(settings.timeoutMs);
      const proxy = settings.proxyFor?.(new URL(origin));
      try {
        const response = asResponse(
          await fetch(`${origin}${path}`, {
            method: body === undefined ? 'GET' : 'POST',
            headers: {
              accept: 'application/json',
              authorization: `Bearer ${token}`,
              ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            redirect: 'manual',
            signal,
            dispatcher: await agentOf(origin, proxy),
          }),
        );
        const text = new TextDecoder().decode(await readLimited(response, limitBytes));
        const waitMs = retryAfterMs(response.headers.get('retry-after'), settings.now());
        return { status: response.status, json: jsonIn(text), retryAfterMs: waitMs };
      } catch (error) {
        if (error instanceof ProviderFailure) throw error;
        if (signal.aborted) throw passing('provider_timeout');
        const cause = proxy ? proxyCauseOf(error) : networkCauseOf(error);
        throw passing('provider_unavailable', cause && networkMessage(cause));
      }
    },
  };
}

/** Undefined: it is none. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
