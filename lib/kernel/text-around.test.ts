import { describe, expect, it } from 'vitest';
import { isSecretInAddress, isTextAround } from './text-around';

describe('a text around a secret', () => {
  it.each(['Bearer {{secret}}', '{{secret}}', 'a{{secret}}b', '{{{secret}}}'])('is %s', (text) => {
    expect(isTextAround(text)).toBe(true);
  });
  it.each(['', 'Bearer', '{{secret}}{{secret}}', '{{ secret }}', '{{SECRET}}'])('is not %j', (text) => {
    expect(isTextAround(text)).toBe(false);
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
      expect(performance.now() - beganAtMs).toBeLessThan(1_000);
    },
  );
});
