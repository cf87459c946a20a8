import { describe, expect, it } from 'vitest';
import { LatchkeyError } from '@/lib/kernel/errors';
import { SecretValue } from '@/lib/kernel/secret-value';
import { revealResults } from './reveal';

const reference = 'op://Production/Stripe/key';

describe('the answer to a resolve of references', () => {
  it('tells all that is known of where a value came from, and nothing else', () => {
    const source = {
      source: 'memory',
      state: 'stale',
      ageMs: 5,
      confirming: true,
      fallbackId: 'another secret manager',
    } as const;
    const inside = { generation: 7n, fieldType: 'Concealed' };
    const value = new SecretValue('v');
    expect(revealResults({ results: [{ reference, ok: true, value, ...source, ...inside }] })).toEqual({
      results: [{ reference, value: 'v', ...source }],
    });
  });

  it('has an error in the place of what could not be resolved', () => {
    const error = new LatchkeyError('secret_not_found');
    expect(revealResults({ results: [{ reference, ok: false, error }] })).toEqual({
      results: [{ reference, error: { code: 'secret_not_found', message: expect.any(String) } }],
    });
  });
});
