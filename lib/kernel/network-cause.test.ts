import { describe, expect, it } from 'vitest';
import { formatMessage } from './message';
import { networkCauseOf, networkCauses } from './network-cause';
import { networkMessage } from './network-message';

const withCode = (code: string) => Object.assign(new Error('canary of the other side'), { code });

describe('why nothing outside was reached', () => {
  it.each([
    ['ENOTFOUND', 'dns_not_found'],
    ['EAI_AGAIN', 'dns_failed'],
    ['ECONNREFUSED', 'connection_refused'],
    ['ETIMEDOUT', 'timed_out'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timed_out'],
    ['ENETUNREACH', 'network_unreachable'],
    ['EHOSTUNREACH', 'connection_failed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls_untrusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls_untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls_untrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls_untrusted'],
    ['CERT_HAS_EXPIRED', 'tls_expired'],
    ['CERT_REVOKED', 'tls_untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls_other_name'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls_failed'],
    ['constructor', undefined],
  ])('is read from %s, also behind other errors', (code, cause) => {
    expect(networkCauseOf(withCode(code))).toBe(cause);
    expect(networkCauseOf(new TypeError('fetch failed', { cause: withCode(code) }))).toBe(cause);
  });

  it('is nothing where an error names itself as its cause', () => {
    const round: { cause?: unknown } = {};
    round.cause = round;
    expect(networkCauseOf(round)).toBeUndefined();
  });

  it('has a sentence of its own for each cause, in each language', () => {
    const told = networkCauses.flatMap((cause) =>
      (['en', 'de'] as const).map((language) => formatMessage(networkMessage(cause), language)),
    );
    expect(new Set(told).size).toBe(2 * networkCauses.length);
  });

  it('names NODE_EXTRA_CA_CERTS where the authority is not trusted', () => {
    expect(formatMessage(networkMessage('tls_untrusted'), 'en')).toContain('NODE_EXTRA_CA_CERTS');
  });
});
