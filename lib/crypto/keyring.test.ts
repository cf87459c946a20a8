import { createSecretKey } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeKeyring } from './keyring';

const bytes = (fill: number, length = 32) => Buffer.alloc(length, fill);
const masterKey = (fill: number) => createSecretKey(bytes(fill));

describe('makeKeyring', () => {
  it('names each key by an id of its own, which stays the same', () => {
    expect(makeKeyring(masterKey(1)).current.id.toString('hex')).toBe('00b0bd8954ee0282');
    expect(makeKeyring(masterKey(2)).current.id).not.toEqual(makeKeyring(masterKey(1)).current.id);
  });

  it('finds the current and the previous keys by id, and no others', () => {
    const keyring = makeKeyring(masterKey(1), [masterKey(2), masterKey(1)]);
    const { id } = makeKeyring(masterKey(2)).current;
    expect(keyring.find(keyring.current.id)).toBe(keyring.current);
    expect(keyring.find(id)?.id).toEqual(id);
    expect(keyring.find(makeKeyring(masterKey(3)).current.id)).toBeUndefined();
  });

  it('seals, opens what was sealed before and marks by three keys, none of them the master key', () => {
    const { firstSealing, marking, subkeys } = makeKeyring(masterKey(1)).current;
    const keys = [firstSealing, marking, subkeys.next().key, masterKey(1)];
    expect(new Set(keys.map((key) => key.export().toString('hex'))).size).toBe(4);
  });

  it('opens no envelope of version 1 until a table is named', () => {
    expect(makeKeyring(masterKey(1)).unversionedTables.size).toBe(0);
  });

  it.each([16, 31, 33, 64])('refuses a master key of %i bytes', (length) => {
    expect(() => makeKeyring(createSecretKey(bytes(1, length)))).toThrow();
  });

  it('does not print its keys', () => {
    const keyring = makeKeyring(masterKey(1));
    const { firstSealing, marking, subkeys } = keyring.current;
    const printed = inspect(keyring, { depth: 9 });
    for (const key of [firstSealing, marking, subkeys.next().key]) {
      expect(printed).not.toContain(key.export().toString('base64').slice(0, 10));
      expect(printed).not.toContain(key.export().toString('hex').slice(0, 10));
    }
  });
});
