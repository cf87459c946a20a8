import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SecretValue } from '@/lib/kernel/secret-value';
import { type SealContext, sealContext } from './context';
import { open, seal } from './envelope';
import { makeKeyring } from './keyring';
import { sealerAsBefore } from './testing/seal-as-before';

const master = createSecretKey(Buffer.alloc(32, 3));
const keyring = makeKeyring(master);
keyring.unversionedTables.add('table').add('other');
const places: Record<string, SealContext> = {
  table: sealContext('other', 'row', 'field', 1),
  row: sealContext('table', 'other', 'field', 1),
  field: sealContext('table', 'row', 'other', 1),
  boundary: sealContext('table', 'rowf', 'ield', 1),
};
const here = sealContext('table', 'row', 'field', 1);

describe('a sealed value', () => {
  it.each(Object.entries(places))('opens in no other place: %s', (_name, place) => {
    const sealed = seal(keyring, new SecretValue('text'), here);
    expect(() => open(keyring, sealed, place)).toThrow();
  });

  it('opens at no other version of its row', () => {
    const sealed = seal(keyring, new SecretValue('text'), here);
    expect(() => open(keyring, sealed, sealContext('table', 'row', 'field', 2))).toThrow();
    expect(() => open(keyring, sealed, sealContext('table', 'row', 'field', 1n))).not.toThrow();
  });

  it.each(Object.entries(places))('of version 1 opens in no other place either: %s', (_name, place) => {
    const sealed = sealerAsBefore(master)('text', ['table', 'row', 'field']);
    expect(() => open(keyring, sealed, place)).toThrow();
    expect(() => open(keyring, sealed, sealContext('table', 'row', 'field', 9))).not.toThrow();
  });
});
