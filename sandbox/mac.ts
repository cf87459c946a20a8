import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a request's MAC covers; `path` begins with its slash and holds the query, if any. */
export type MacInput = { sessionId: string; method: string; host: string; path: string; requestId: string };

/** The request ids that a session has used, kept in a window below the highest. */
export type RequestIds = { highest: number; recent: Set<number> };

const windowSize = 65_536;
const keyText = 'He never wears a Mac, in the pouring rain. Very strange.';

/** The key of a session's request MACs. */
export function macKeyOf(sessionKey: Uint8Array): Buffer {
  return createHmac('sha256', sessionKey).update(keyText).digest();
}

/** The text that the MAC covers. The host counts in lower case and without its port; the "?" is always there. */
export function macText(input: MacInput): string {
  const host = input.host.toLowerCase().replace(/:\d+$/, '');
  const path = input.path.replace(/^\//, '');
  const withQuery = path.includes('?') ? path : `${path}?`;
  return `${input.sessionId}|${input.method}|${host}/${withQuery}|v1|${input.requestId}`;
}

/** The value of the header `X-AgileBits-MAC`. */
export function macHeader(macKey: Uint8Array, input: MacInput): string {
  const digest = createHmac('sha256', macKey).update(macText(input)).digest();
  return `v1|${input.requestId}|${digest.subarray(0, 12).toString('base64url')}`;
}

/** The request id of a valid header, or undefined when the header is absent, misshapen or wrong. */
export function checkMac(
  macKey: Uint8Array,
  header: string | undefined,
  input: Omit<MacInput, 'requestId'>,
): number | undefined {
  const requestId = /^v1\|(\d{1,15})\|[\w-]{16}$/.exec(header ?? '')?.[1];
  if (requestId === undefined || header === undefined) return undefined;
  const expected = Buffer.from(macHeader(macKey, { ...input, requestId }));
  const given = Buffer.from(header);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  return Number(requestId);
}

/** Begins an empty memory of request ids. */
export function newRequestIds(): RequestIds {
  return { highest: -1, recent: new Set() };
}

/** Notes a request id; false when it was used before. Parallel calls arrive out of order, so gaps are no fault. */
export function noteRequestId(ids: RequestIds, requestId: number): boolean {
  if (requestId <= ids.highest - windowSize || ids.recent.has(requestId)) return false;
  ids.recent.add(requestId);
  ids.highest = Math.max(ids.highest, requestId);
  if (ids.recent.size > windowSize * 2) {
    for (const old of ids.recent) if (old <= ids.highest - windowSize) ids.recent.delete(old);
  }
  return true;
}
