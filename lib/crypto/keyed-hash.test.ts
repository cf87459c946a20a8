import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SecretValue } from '@/lib/kernel/secret-value';
import { makeKeyring } from './keyring';
import { mark } from './mark';

const keyring = makeKeyring(createSecretKey(Buffer.alloc(32, 1)));

describe('mark', () => {
  it('is the same for the same parts, and stays so between versions', () => {
    expect(mark(keyring, 'cache', 'manager', 'value')).toBe('-UCal_qwZYxBJWsjI-6U9mou-qaaThQvoGjnRj_lpbY');
  });

  it('takes a secret part for its text', () => {
    expect(mark(keyring, 'cache', 'manager', new SecretValue('value'))).toBe(
      mark(keyring, 'cache', 'manager', 'value'),
    );
  });

  it('differs for equal secrets of two managers', () => {
    const secret = new SecretValue('same everywhere');
    expect(mark(keyring, 'value', 'manager-1', secret)).not.toBe(mark(keyring, 'value', 'manager-2', secret));
  });

  it('differs by purpose, by boundary between parts, by their number and by master key', () => {
    const other = makeKeyring(createSecretKey(Buffer.alloc(32, 2)));
    const marks = [
      mark(keyring, 'cache', 'ab', 'c'),
      mark(keyring, 'cache', 'a', 'bc'),
      mark(keyring, 'cache', 'abc'),
      mark(keyring, 'cache', 'abc', ''),
      mark(keyring, 'token', 'abc'),
      mark(other, 'cache', 'abc'),
    ];
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('shows nothing of its parts', () => {
    expect(mark(keyring, 'cache', 'visible')).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});
