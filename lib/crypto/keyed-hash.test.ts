import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SecretValue } from '@/lib/kernel/secret-value';
import { keyedHash } from './keyed-hash';
import { makeKeyring } from './keyring';

const keyring = makeKeyring(createSecretKey(Buffer.alloc(32, 1)));

describe('mark', () => {
  it('is the same for the same parts, and stays so between versions', () => {
    expect(keyedHash(keyring, 'cache', 'manager', 'value')).toBe(
      '-UCal_qwZYxBJWsjI-6U9mou-qaaThQvoGjnRj_lpbY',
    );
  });

  it('takes a secret part for its text', () => {
    expect(keyedHash(keyring, 'cache', 'manager', new SecretValue('value'))).toBe(
      keyedHash(keyring, 'cache', 'manager', 'value'),
    );
  });

  it('differs for equal secrets of two managers', () => {
    const secret = new SecretValue('same everywhere');
    expect(keyedHash(keyring, 'value', 'manager-1', secret)).not.toBe(
      keyedHash(keyring, 'value', 'manager-2', secret),
    );
  });

  it('differs by purpose, by boundary between parts, by their number and by master key', () => {
    const other = makeKeyring(createSecretKey(Buffer.alloc(32, 2)));
    const marks = [
      keyedHash(keyring, 'cache', 'ab', 'c'),
      keyedHash(keyring, 'cache', 'a', 'bc'),
      keyedHash(keyring, 'cache', 'abc'),
      keyedHash(keyring, 'cache', 'abc', ''),
      keyedHash(keyring, 'token', 'abc'),
      keyedHash(other, 'cache', 'abc'),
    ];
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('shows nothing of its parts', () => {
    expect(keyedHash(keyring, 'cache', 'visible')).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});
