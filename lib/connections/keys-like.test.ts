import { describe, expect, it } from 'vitest';
import { keysLike } from './keys-like';

describe('keys like a taken one', () => {
  it('count on from its number', () => {
    expect(keysLike('stripe').slice(0, 2)).toEqual(['stripe-2', 'stripe-3']);
    expect(keysLike('stripe-2')[0]).toBe('stripe-3');
  });

  it('take no year for a count', () => {
    expect(keysLike('report-2026')[0]).toBe('report-2026-2');
  });

  it('are no longer than a key may be, and have the form of one', () => {
    const key = `${'a'.repeat(61)}-bb`;
    for (const like of keysLike(key)) expect(like).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/);
    expect(keysLike(key)[0]).toBe(`${'a'.repeat(61)}-2`);
  });
});
