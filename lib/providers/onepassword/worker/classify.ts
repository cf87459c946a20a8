import type { ErrorCode } from '@/lib/kernel/error-codes';
import { type Message, messageFor } from '@/lib/kernel/message';
import type { NetworkCause } from '@/lib/kernel/network-cause';
import { networkMessage } from '@/lib/kernel/network-message';
import { type FailurePlace, ProviderFailure } from '@/lib/providers/provider-failure';
import type { WireRecord } from './wire-log';

interface Verdict {
  code: ErrorCode;
  isCertain: boolean;
  says?: Message;
  place?: FailurePlace;
}

const denied: Verdict = { code: 'provider_denied', isCertain: true };
const forbidden: Verdict = { code: 'secret_forbidden', isCertain: true };
const notFound: Verdict = { code: 'secret_not_found', isCertain: true };
const unreadable: Verdict = {
  code: 'secret_unreadable',
  isCertain: true,
  says: messageFor('itemUnreadable'),
  place: 'item',
};
const rateLimited: Verdict = { code: 'provider_rate_limited', isCertain: false };
const timedOut: Verdict = { code: 'provider_timeout', isCertain: false };
const unavailable: Verdict = { code: 'provider_unavailable', isCertain: false };

/** Routes about one vault or what is in it; the others are about the account as a whole. */
const contentRoutes = new Set(['vault', 'items/overviews', 'item', 'items/batch', 'file']);

/**
 * The cause of a failed SDK call, from what its requests met on the wire. `text` is the SDK's message: it only picks
 * among several failed requests of parallel calls, and tells apart what went wrong after an answer of 2xx.
 * `records` are the requests the call may have made, in the order they ended.
 */
export function classify(text: string, records: readonly WireRecord[]): ProviderFailure {
  const failed = records.filter(
    (record, at) => hasFailed(record) && !wasRepeated(record, records.slice(at + 1)),
  );
  const cause =
    failed.findLast((record) => isToldBy(text, record)) ?? (verdictOfText(text) ? undefined : failed.at(-1));
  return cause
    ? asFailure(verdictOf(cause), cause.retryAfterMs)
    : asFailure(verdictOfText(text) ?? unavailable);
}

function asFailure({ place, ...verdict }: Verdict, retryAfterMs?: number): ProviderFailure {
  return new ProviderFailure({ ...verdict, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }, place);
}

function verdictOf({ status, route, cause, signer }: WireRecord): Verdict {
  const isContent = contentRoutes.has(route);
  switch (status) {
    case 401:
      return denied;
    case 403:
      return isContent ? forbidden : denied;
    case 404:
      return isContent ? notFound : unavailable;
    case 408:
    case 'timeout':
      return timedOut;
    case 429:
      return rateLimited;
    case 'unreachable':
      if (cause === undefined) return unavailable;
      return { ...(cause === 'timed_out' ? timedOut : unavailable), says: unreachedOf(cause, signer) };
    case 'oversize':
      return isContent ? { ...unreadable, says: oversizeOf(route) } : unavailable;
    default:
      return unavailable;
  }
}

function unreachedOf(cause: NetworkCause, signer: string | undefined): Message {
  return signer === undefined ? networkMessage(cause) : messageFor('reachUntrustedBy', { signer });
}

function oversizeOf(route: string): Message {
  return messageFor(route === 'items/overviews' ? 'vaultTooLarge' : 'itemTooLarge');
}

function hasFailed({ status }: WireRecord): boolean {
  return typeof status !== 'number' || status < 200 || status >= 300;
}

// The SDK repeats a request after 401, once it has signed in again, and nothing else.
function wasRepeated(record: WireRecord, later: readonly WireRecord[]): boolean {
  return record.status === 401 && later.some((each) => isSameRequest(each, record));
}

function isSameRequest(one: WireRecord, other: WireRecord): boolean {
  return one.route === other.route && one.vaultId === other.vaultId && one.itemId === other.itemId;
}

// The sentences of @1password/sdk 0.5.0 by status.
const sdkSentences: Partial<Record<string, RegExp>> = {
  400: /bad request/i,
  401: /not authenticated|bad credentials/i,
  403: /permission/i,
  404: /not found|couldn't be found|no (?:vault|item) matched/i,
  408: /request timeout/i,
  409: /conflict/i,
  429: /rate limit/i,
  500: /internal server error/i,
};

function isToldBy(text: string, { status }: WireRecord): boolean {
  if (typeof status !== 'number' || (status >= 300 && status < 400))
    return /error sending request/.test(text);
  return (sdkSentences[status] ?? /unexpected status code/).test(text);
}

/** What the SDK says of itself when every answer was 2xx. Undefined: nothing that is known. */
function verdictOfText(text: string): Verdict | undefined {
  if (/does not correspond to an Environment/.test(text))
    return { ...notFound, says: messageFor('notAnEnvironment') };
  if (/Environment appears to be corrupted/.test(text))
    return { ...unreadable, says: messageFor('environmentCorrupted') };
  if (/not in an active state/.test(text))
    return { ...notFound, says: messageFor('itemArchived'), place: 'item' };
  if (/DecryptingSymmetricKey/.test(text))
    return { code: 'invalid_token', isCertain: true, says: messageFor('tokenKeyWrong') };
  if (/invalid service account token|service account token had invalid format/.test(text)) {
    return { code: 'invalid_token', isCertain: true };
  }
  if (/HTTP responses into the corresponding types in authenticated/.test(text))
    return { ...unavailable, place: 'shape' };
  if (/request body|HTTP responses|server hash was invalid|different user/i.test(text)) return unavailable;
  // One item's overview spoils the listing of its whole vault: nothing tells which.
  if (/item during item listing|when listing items|from Deleted item state/.test(text))
    return { ...unreadable, says: messageFor('vaultUnlistable') };
  if (/decrypt|deserializ|failed to convert item/i.test(text)) return unreadable;
  return undefined;
}
