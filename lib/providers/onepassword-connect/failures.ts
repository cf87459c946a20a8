import { messageFor } from '@/lib/kernel/message';
import { asProviderFailure, certain, ProviderFailure, passing } from '@/lib/providers/provider-failure';
import type { ConnectAnswer } from './http';

/** What a request was about: all that the token sees, one vault, or something in one. */
export type Asked = 'vaults' | 'vault' | 'item';

/**
 * What an answer that is not 2xx says. Statuses as in Connect's API reference, and as its server was seen to answer: 403 for
 * what the token may not see. 5xx say nothing of an item.
 */
export function failureOf({ status, retryAfterMs }: ConnectAnswer, asked: Asked): ProviderFailure {
  const isContent = asked !== 'vaults';
  switch (status) {
    case 400:
      return isContent ? certain('reference_invalid') : passing('provider_unavailable');
    case 401:
      return certain('provider_denied');
    case 403:
      return isContent ? certain('secret_forbidden') : certain('provider_denied');
    case 404:
      return isContent ? certain('secret_not_found') : passing('provider_unavailable');
    case 408:
      return passing('provider_timeout');
    case 429:
      return new ProviderFailure({
        code: 'provider_rate_limited',
        isCertain: false,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
    default:
      return passing('provider_unavailable');
  }
}

/** The JSON of an answer. Throws a ProviderFailure that is not certain where it is none: it may be cut off. */
export function jsonOf({ body }: ConnectAnswer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw passing('provider_unavailable');
  }
}

/**
 * A failure to read one item while the server answers otherwise: that item's own trouble, so that nothing else stops. Not
 * certain: what is known of it stays in use.
 */
export function ofTheItemAlone(error: unknown): ProviderFailure {
  const failed = asProviderFailure(error);
  if (failed.failure.code !== 'provider_unavailable') return failed;
  return passing('secret_unreadable', messageFor('connectItemUnreadable'));
}
