import { createSecretKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeKeyring } from '@/lib/crypto/keyring';
import { SecretValue } from '@/lib/kernel/secret-value';
import { cacheKey, valueFingerprint } from './key';

const keyring = makeKeyring(createSecretKey(Buffer.alloc(32, 7)));
const place = { managerId: 'm', revision: 1, reference: 'op://v/i/f' };

it('a cache key is of one reference through one secret manager at one revision', () => {
  const keys = [
    place,
    { ...place, managerId: 'n' },
    { ...place, revision: 2 },
    { ...place, reference: 'op://v/i/g' },
  ].map((each) => cacheKey(keyring, each));
  expect(new Set(keys).size).toBe(4);
  expect(cacheKey(keyring, { ...place })).toBe(keys[0]);
});

it('a fingerprint tells another value of the same entry, and nothing across entries', () => {
  const print = (key: string, text: string) => valueFingerprint(keyring, key, new SecretValue(text));
  expect(print('k', 'value')).toBe(print('k', 'value'));
  expect(new Set([print('k', 'value'), print('k', 'other'), print('l', 'value')]).size).toBe(3);
});
