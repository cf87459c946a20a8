import { describe, expect, it } from 'vitest';
import { isMistakenReference, referenceInText } from './references-in-text';

describe('a value that is a reference', () => {
  it.each([
    'op://Vault/Item/field',
    ' "op://Vault/Item/field"',
    'OP://Vault/Item/field',
    'op://unfinished',
    'Bearer {{op://Vault/Item/field}}',
    'x {{ op://Vault/Item/field',
  ])('is seen in %j', (value) => {
    expect(isMistakenReference(value)).toBe(true);
  });
  it.each(['', 'sk_live_1', 'https://example.com/op://x', 'shop://x', '{{secret}}', 'top secret'])(
    'is not seen in %j',
    (value) => {
      expect(isMistakenReference(value)).toBe(false);
    },
  );
});

describe('a text with a reference inside', () => {
  it.each([
    ['Bearer {{op://Vault/Item/field}}', 'op://Vault/Item/field', 'Bearer {{secret}}'],
    ['Bearer {{ op://Vault/My Item/field }}', 'op://Vault/My Item/field', 'Bearer {{secret}}'],
    ['postgresql://app:{{op://v/i/f}}@db/app', 'op://v/i/f', 'postgresql://app:{{secret}}@db/app'],
    ['{{op://v/i/f?attribute=otp}}', 'op://v/i/f?attribute=otp', '{{secret}}'],
  ])('is taken apart: %s', (value, reference, text) => {
    expect(referenceInText(value)).toEqual({ reference, text });
  });
  it.each([
    'Bearer op://v/i/f',
    '{{op://v/i/f}}{{op://v/i/g}}',
    '{{op://v/i/f',
    '{{secret}} {{op://v/i/f}}',
    '',
  ])('is not seen in %j', (value) => {
    expect(referenceInText(value)).toBeUndefined();
  });
});

it.each(['a', 'a://', 'op:', ' ', '{{ '])('is looked for in no time in a text full of %j', (part) => {
  const text = `${part.repeat(100_000 / part.length)}{{secret}}`;
  const beganAtMs = performance.now();
  isMistakenReference(text);
  referenceInText(text);
  expect(performance.now() - beganAtMs).toBeLessThan(1_000);
});
