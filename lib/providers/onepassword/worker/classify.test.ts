import { describe, expect, it } from 'vitest';
import { networkCauses } from '@/lib/kernel/network-cause';
import { networkMessage } from '@/lib/kernel/network-message';
import { classify } from './classify';
import type { WireRecord } from './wire-log';

function request(status: WireRecord['status'], extra: Partial<WireRecord> = {}): WireRecord {
  return { route: 'items/batch', vaultId: 'v', status, durationMs: 1, sizeBytes: 0, ...extra };
}

function codeOf(text: string, records: WireRecord[]): string {
  return classify(text, records).failure.code;
}

describe('classify', () => {
  it('goes by the wire, whatever the SDK says', () => {
    expect(codeOf('no vault matched the secret reference query', [request(429)])).toBe(
      'provider_rate_limited',
    );
    expect(codeOf('a sentence of some later version', [request(403)])).toBe('secret_forbidden');
  });

  it.each(networkCauses)('tells of %s in a sentence of its own', (cause) => {
    const { failure } = classify('error sending request', [request('unreachable', { cause })]);
    expect(failure).toEqual({
      code: cause === 'timed_out' ? 'provider_timeout' : 'provider_unavailable',
      isCertain: false,
      says: networkMessage(cause),
    });
  });

  it('takes the request that the SDK speaks of when parallel calls failed otherwise', () => {
    const records = [request(429, { retryAfterMs: 5_000 }), request(500)];
    expect(classify('rate limit exceeded', records).failure).toMatchObject({
      code: 'provider_rate_limited',
      retryAfterMs: 5_000,
    });
    expect(codeOf('internal server error', records)).toBe('provider_unavailable');
  });

  it('does not blame a parallel call’s status for an answer that could not be read', () => {
    const text = 'when decrypting request body: Aes(GcmFailedToDecrypt)';
    expect(classify(text, [request(429), request(200)]).failure).toEqual({
      code: 'provider_unavailable',
      isCertain: false,
    });
  });

  it('forgives a 401 after which the same request was answered', () => {
    const session = request(401);
    expect(codeOf('error deserializing retrieved item details', [session, request(200)])).toBe(
      'secret_unreadable',
    );
    expect(codeOf('bad credentials', [session, request(200, { route: 'auth/start' }), request(401)])).toBe(
      'provider_denied',
    );
  });

  it('names the failure inside a new sign-in, not the 401 that set it off', () => {
    const records = [
      request(401),
      request(503, { route: 'auth/start', vaultId: undefined, retryAfterMs: 2_000 }),
    ];
    expect(classify('unexpected status code in response: 503', records).failure).toEqual({
      code: 'provider_unavailable',
      isCertain: false,
      retryAfterMs: 2_000,
    });
  });

  it('tells trouble with one item of an answer from trouble with the whole of it', () => {
    const places = [
      'item is not in an active state',
      'error deserializing retrieved item overview',
      'when decrypting request body: Aes(GcmFailedToDecrypt)',
      'when deserializing HTTP responses into the corresponding types in authenticated requests',
    ].map((text) => classify(text, [request(200)]).place);
    expect(places).toEqual(['item', 'item', 'request', 'shape']);
  });

  it.each([
    ['error deserializing retrieved item details', 'itemUnreadable'],
    ['error deserializing retrieved item overview', 'itemUnreadable'],
    ['error decrypting item details', 'itemUnreadable'],
    ['error decrypting retrieved item overview', 'itemUnreadable'],
    ['an internal error occurred: failed to convert item metadata version to u32', 'itemUnreadable'],
    ['error deserializing item during item listing', 'vaultUnlistable'],
    ['error decrypting item overview when listing items', 'vaultUnlistable'],
    ['an internal error occurred: Cannot convert from Deleted item state', 'vaultUnlistable'],
  ])('takes “%s” for an item’s trouble, which says nothing of the account', (text, key) => {
    expect(classify(text, [request(200)]).failure).toEqual({
      code: 'secret_unreadable',
      isCertain: true,
      says: { key },
    });
  });

  it.each([
    ['item', 'secret_unreadable', { key: 'itemTooLarge' }],
    ['items/batch', 'secret_unreadable', { key: 'itemTooLarge' }],
    ['items/overviews', 'secret_unreadable', { key: 'vaultTooLarge' }],
    ['vaults', 'provider_unavailable', undefined],
  ])('blames an answer to %s that is too large on what was asked for', (route, code, says) => {
    const { failure } = classify('reqwest library: error sending request', [request('oversize', { route })]);
    expect([failure.code, failure.says]).toEqual([code, says]);
  });

  it('says provider_unavailable when there is nothing to go by', () => {
    expect(classify('', []).failure).toEqual({ code: 'provider_unavailable', isCertain: false });
  });
});
