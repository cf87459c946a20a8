import { performance } from 'node:perf_hooks';
import type { Dispatcher } from 'undici';
import { messageFor } from '@/lib/kernel/message';
import { networkCauseOf } from '@/lib/kernel/network-cause';
import { networkMessage } from '@/lib/kernel/network-message';
import type { OutwardProxy } from '@/lib/kernel/outward-proxy';
import type { WireEvent } from '@/lib/providers/contract';
import { agentFor, asResponse, proxyCauseOf } from '@/lib/providers/http/agent';
import { OversizeError, readLimited } from '@/lib/providers/http/read-limited';
import { retryAfterMs } from '@/lib/providers/http/retry-after';
import { passing } from '@/lib/providers/provider-failure';

/** Where the answers come from, and who is told of each request. */
export interface ConnectHttpSettings {
  origin: string;
  token: string;
  caCertificate?: string;
  proxy?: OutwardProxy;
  /** Largest answer, after decompression, in bytes. */
  limitBytes: number;
  onWire(event: Omit<WireEvent, 'managerId' | 'revision'>): void;
  /** Milliseconds since the epoch, to read a Retry-After that is a date. */
  now(): number;
}

export interface ConnectRequest {
  /** Begins with `/`. */
  path: string;
  /** The same with ids replaced, to be counted. */
  route: string;
  signal: AbortSignal;
}

export interface ConnectAnswer {
  status: number;
  body: Uint8Array<ArrayBuffer>;
  retryAfterMs?: number;
}

export interface ConnectHttp {
  /** Sends one GET. Rejects with a ProviderFailure that is not certain when there is no answer. Follows no redirect. */
  get(request: ConnectRequest): Promise<ConnectAnswer>;
  /** Ends the connections. Requests under way fail, or are answered first with `afterLast`. */
  close(when?: 'now' | 'afterLast'): void;
}

/** A client of one Connect server and one token. Opens connections as they are needed. */
export function createConnectHttp(settings: ConnectHttpSettings): ConnectHttp {
  const closed = new AbortController();
  let agent: Promise<Dispatcher> | undefined;

  const send = async ({
    path,
    signal,
  }: ConnectRequest): Promise<{ answer: ConnectAnswer; toldMs: number }> => {
    const { fetch } = await import('undici');
    const { proxy, caCertificate } = settings;
    agent ??= agentFor({ ...(proxy ? { proxy } : {}), ...(caCertificate ? { ca: caCertificate } : {}) });
    const response = asResponse(
      await fetch(`${settings.origin}${path}`, {
        headers: { accept: 'application/json', authorization: `Bearer ${settings.token}` },
        redirect: 'manual',
        signal: AbortSignal.any([signal, closed.signal]),
        dispatcher: await agent,
      }),
    );
    const body = await readLimited(response, settings.limitBytes);
    const waitMs = retryAfterMs(response.headers.get('retry-after'), settings.now());
    return {
      answer: { status: response.status, body, ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) },
      toldMs: Date.parse(response.headers.get('date') ?? ''),
    };
  };

  return {
    async get(request) {
      const startedMs = performance.now();
      const { route, signal } = request;
      const told = (end: Pick<WireEvent, 'status' | 'cause' | 'retryAfterMs' | 'toldMs'>, sizeBytes = 0) =>
        settings.onWire({ route, ...end, durationMs: Math.round(performance.now() - startedMs), sizeBytes });
      try {
        const { answer, toldMs } = await send(request);
        const { status, body, retryAfterMs: waitMs } = answer;
        const times = {
          ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
          ...(Number.isNaN(toldMs) ? {} : { toldMs }),
        };
        told({ status, ...times }, body.byteLength);
        return answer;
      } catch (error) {
        if (error instanceof OversizeError) {
          told({ status: 'oversize' });
          throw passing('secret_unreadable', messageFor('itemTooLarge'));
        }
        if (signal.aborted) {
          told({ status: 'timeout' });
          throw passing('provider_timeout');
        }
        const cause = settings.proxy ? proxyCauseOf(error) : networkCauseOf(error);
        told({ status: 'unreachable', ...(cause ? { cause } : {}) });
        throw passing('provider_unavailable', cause && networkMessage(cause));
      }
    },
    close(when = 'now') {
      if (when === 'now') closed.abort();
      void agent?.then((opened) => (when === 'now' ? opened.destroy() : opened.close())).catch(() => {});
    },
  };
}
