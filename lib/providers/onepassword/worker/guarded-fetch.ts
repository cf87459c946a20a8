import { performance } from 'node:perf_hooks';
import { type NetworkCause, networkCauseOf } from '@/lib/kernel/network-cause';
import type { OutwardProxy } from '@/lib/kernel/outward-proxy';
import type { SendInit } from '@/lib/providers/http/proxied-send';
import { OversizeError, readLimited } from '@/lib/providers/http/read-limited';
import { retryAfterMs } from '@/lib/providers/http/retry-after';
import { routeOf } from './route';
import type { WireRecord, WireStatus } from './wire-log';

/** Whose request it is, and what it may reach. */
export interface GuardedClient {
  /** The only origin this client's requests may go to. */
  origin: string;
  /** What its requests go through. Absent: nothing. */
  proxy?: OutwardProxy;
  /** Aborts when the client is closed. */
  signal: AbortSignal;
  /** Called once for every request, before its answer reaches the SDK. */
  onWire(record: WireRecord): void;
  /** Called just before an answer is handed to the SDK: what this thread does next may be this client's work. */
  onDeliver(): void;
}

export interface GuardSettings {
  /** Time for one request including its body, in milliseconds. */
  timeoutMs: number;
  /** Largest answer, after decompression, in bytes. */
  limitBytes: number;
  /** The client a request belongs to and the User-Agent to send, by the tagged one. Undefined: nobody's. */
  ownerOf(userAgent: string): { client: GuardedClient; userAgent: string } | undefined;
  send(request: Request, init: SendInit): Promise<Response>;
  sendThrough(request: Request, init: SendInit, proxy: OutwardProxy): Promise<Response>;
  /** Who signed the certificate that an origin shows. Undefined: it could not be had. */
  signerOf(origin: string, proxy?: OutwardProxy): Promise<string | undefined>;
  /** Milliseconds since the epoch, to read a Retry-After that is a date. */
  now(): number;
}

/** Why a request has no answer to hand on. The SDK says "error sending request" to each; the record knows. */
class RequestEnded extends TypeError {
  readonly status: WireStatus;
  readonly networkCause: NetworkCause | undefined;

  constructor(status: WireStatus, networkCause?: NetworkCause) {
    super(`ended by the guard: ${status}`);
    this.status = status;
    this.networkCause = networkCause;
  }
}

interface Answer {
  status: number;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
}

/**
 * A fetch that lets each SDK client reach its own sign-in origin and nothing else: no redirects, no answer larger than
 * `limitBytes`, none slower than `timeoutMs`. Every request is recorded with its true end. Rejects with a TypeError.
 */
export function createGuardedFetch(settings: GuardSettings): (request: Request) => Promise<Response> {
  return async (request) => {
    const owner = settings.ownerOf(request.headers.get('user-agent') ?? '');
    if (!owner) throw new RequestEnded('refused');
    const startedMs = performance.now();
    const answer = await exchange(request, owner, settings).catch(asEnded);
    owner.client.onWire({
      ...routeOf(new URL(request.url).pathname),
      status: answer.status,
      ...causeOf(answer),
      ...(await signerIn(answer, owner, settings)),
      durationMs: Math.round(performance.now() - startedMs),
      sizeBytes: answer instanceof RequestEnded ? 0 : answer.body.byteLength,
      retryAfterMs:
        answer instanceof RequestEnded
          ? undefined
          : retryAfterMs(answer.headers.get('retry-after'), settings.now()),
      ...(answer instanceof RequestEnded ? {} : timeIn(answer.headers)),
    });
    if (answer instanceof RequestEnded) throw answer;
    if (isRedirect(answer.status)) throw new RequestEnded('refused');
    owner.client.onDeliver();
    return responseOf(answer, request.url);
  };
}

function causeOf(answer: Answer | RequestEnded): { cause?: NetworkCause } {
  const cause = answer instanceof RequestEnded ? answer.networkCause : undefined;
  return cause ? { cause } : {};
}

async function signerIn(
  answer: Answer | RequestEnded,
  { client }: Owner,
  settings: GuardSettings,
): Promise<{ signer?: string }> {
  if (causeOf(answer).cause !== 'tls_untrusted') return {};
  const signer = await settings.signerOf(client.origin, client.proxy);
  return signer === undefined ? {} : { signer };
}

function timeIn(headers: Headers): { toldMs?: number } {
  const toldMs = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(toldMs) ? {} : { toldMs };
}

type Owner = NonNullable<ReturnType<GuardSettings['ownerOf']>>;

async function exchange(request: Request, owner: Owner, settings: GuardSettings): Promise<Answer> {
  const url = new URL(request.url);
  if (url.origin !== owner.client.origin || !url.pathname.startsWith('/api/'))
    throw new RequestEnded('refused');
  const headers = new Headers(request.headers);
  headers.set('user-agent', owner.userAgent);
  const limit = limitTime([request.signal, owner.client.signal], settings.timeoutMs);
  try {
    const init: SendInit = { headers, redirect: 'manual', signal: limit.signal };
    const { proxy } = owner.client;
    const response = await (proxy
      ? settings.sendThrough(request, init, proxy)
      : settings.send(request, init));
    const body = await readLimited(response, settings.limitBytes);
    return { status: response.status, headers: response.headers, body };
  } catch (error) {
    if (error instanceof OversizeError) throw new RequestEnded('oversize');
    if (limit.hasExpired()) throw new RequestEnded('timeout');
    throw new RequestEnded('unreachable', networkCauseOf(error));
  } finally {
    limit.release();
  }
}

/** A signal that aborts with any of `signals` or after `timeoutMs`. `release` leaves no timer and no listener behind. */
function limitTime(signals: readonly AbortSignal[], timeoutMs: number) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    abort();
  }, timeoutMs);
  for (const signal of signals) {
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
  }
  return {
    signal: controller.signal,
    hasExpired: () => expired,
    release: () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', abort);
    },
  };
}

// The core panics on a Response whose url is empty, which one made by hand has; these answers get the asked one's.
function responseOf(answer: Answer, url: string): Response {
  if (answer.status < 200 || answer.status > 599) throw new RequestEnded('unreachable');
  const body = nullBodyStatuses.has(answer.status) ? null : answer.body;
  const response = new Response(body, { status: answer.status, headers: plainHeaders(answer.headers) });
  return Object.defineProperty(response, 'url', { value: url });
}

const nullBodyStatuses = new Set([204, 205, 304]);

// The body is decompressed and whole by now.
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) plain.delete(name);
  return plain;
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function asEnded(error: unknown): RequestEnded {
  return error instanceof RequestEnded ? error : new RequestEnded('unreachable');
}
