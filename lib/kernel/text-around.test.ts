import { describe, expect, it } from 'vitest';
import { isMistakenReference, isSecretInAddress, isTextAround, referenceInText } from './text-around';

describe('a text around a secret', () => {
  it.each(['Bearer {{secret}}', '{{secret}}', 'a{{secret}}b', '{{{secret}}}'])('is %s', (text) => {
    expect(isTextAround(text)).toBe(true);
  });
  it.each(['', 'Bearer', '{{secret}}{{secret}}', '{{ secret }}', '{{SECRET}}'])('is not %j', (text) => {
    expect(isTextAround(text)).toBe(false);
  });
});

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

describe('a secret in an address', () => {
  it.each([
    'https://x.example/?k={{secret}}',
    'http://x.example/{{secret}}',
    'https://{{secret}}.x.example',
    'https://user:{{secret}}@x.example/',
    'https://{{secret}}',
    'HTTPS://x.example/#{{secret}}',
    ' \n https://x.example/?k={{secret}}',
    'ht\ntps://x.example/?k={{secret}}',
    'https:x.example/?k={{secret}}',
    'https:\\\\x.example\\{{secret}}',
    'https://x.example/? k="{{secret}}',
    '//x.example/?k={{secret}}',
    'wss://x.example/?k={{secret}}',
    'git+https://x.example/{{secret}}',
    'curl https://x.example/?k={{secret}}',
    'curl https://me:{{secret}}@x.example/',
    'git+https://me:{{secret}}@x.example/',
    '{"url":"https://x.example/?k={{secret}}"}',
    'jdbc:postgresql://db/app?user=app&password={{secret}}',
    'postgresql://app:pw@{{secret}}/app',
    'postgresql://app@db/app?password={{secret}}',
    'postgresql://app:{{secret}}',
    'postgresql://db/{{secret}}@x',
    'dsn postgresql://app:pw@{{secret}}/app end',
  ])('is seen in %j', (text) => {
    expect(isTextAround(text)).toBe(true);
    expect(isSecretInAddress(text)).toBe(true);
  });

  it.each([
    '{{secret}}',
    'Bearer {{secret}}',
    'postgresql://app:{{secret}}@db/app',
    'postgresql://{{secret}}@db/app?sslmode=require',
    'redis://:{{secret}}@cache:6379/0',
    'mongodb+srv://app:{{secret}}@db/app',
    'dsn="postgresql://app:{{secret}}@db/app" x@y',
    '{"url":"https://x.example","key":"{{secret}}"}',
    'see https://x.example {{secret}}',
    '{{secret}} https://x.example',
  ])('is not seen in %j', (text) => {
    expect(isSecretInAddress(text)).toBe(false);
  });

  it.each(['a', 'a.', 'a://', '://', '-', ' ', '{{ '])(
    'is looked for in no time in a text full of %j',
    (part) => {
      const text = `${part.repeat(100_000 / part.length)}{{secret}}`;
      const beganAtMs = performance.now();
      isSecretInAddress(text);
      isMistakenReference(text);
      referenceInText(text);
      expect(performance.now() - beganAtMs).toBeLessThan(1_000);
    },
  );
});
