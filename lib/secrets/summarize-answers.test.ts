import { describe, expect, it } from 'vitest';
import { SecretValue } from '@/lib/kernel/secret-value';
import type { ProviderAnswer } from '@/lib/providers/contract';
import { summarizeAnswers } from './summarize-answers';

const good: ProviderAnswer = {
  ok: true,
  value: new SecretValue('v'),
  found: {
    bound: 'op://a/b/c',
    names: { vault: 'a', item: 'b', field: 'c' },
    fieldType: 'Concealed',
    itemVersion: 1,
    itemUpdatedAt: '2026-01-01T00:00:00.000Z',
  },
};
const missing: ProviderAnswer = { ok: false, code: 'secret_not_found', isCertain: true };
const denied: ProviderAnswer = { ok: false, code: 'provider_denied', isCertain: true };
const away: ProviderAnswer = { ok: false, code: 'provider_unavailable', isCertain: false };
const limited = (retryAfterMs?: number): ProviderAnswer => ({
  ok: false,
  code: 'provider_rate_limited',
  isCertain: false,
  retryAfterMs,
});

describe('what answers say of the manager', () => {
  it('is good when one is, whatever could not be reached beside it', () => {
    expect(summarizeAnswers([away, good, missing])).toEqual({ code: 'ok' });
  });

  it('is good when something is certainly not there', () => {
    expect(summarizeAnswers([away, missing])).toEqual({ code: 'ok' });
  });

  it('is a refusal when one was refused and none was good', () => {
    expect(summarizeAnswers([missing, denied])).toEqual({ code: 'provider_denied' });
  });

  it('is a limit when one met it, for the longest time told, though others were good', () => {
    expect(summarizeAnswers([good, limited(1_000), limited(60_000)])).toEqual({
      code: 'provider_rate_limited',
      retryAfterMs: 60_000,
    });
    expect(summarizeAnswers([limited(), good])).toEqual({ code: 'provider_rate_limited' });
  });

  it('is the first trouble when nothing is known for certain', () => {
    expect(summarizeAnswers([away, away])).toEqual({ code: 'provider_unavailable' });
  });
});
