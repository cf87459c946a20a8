import { hashPassword as hashOfBefore } from 'better-auth/crypto';
import { describe, expect, it } from 'vitest';
import { isOutdatedHash, isPasswordOf, makePasswordHash } from './password-hash';

describe('a password’s hash', () => {
  it('tells its cost, differs each time, and fits its password alone, however the letters are composed', async () => {
    const [hash, other] = await Promise.all([
      makePasswordHash('pâssword of é'),
      makePasswordHash('pâssword of é'),
    ]);
    expect(hash).toMatch(/^scrypt\$131072\$8\$1\$[\w-]{22}\$[\w-]{86}$/);
    expect(hash).not.toBe(other);
    expect(isOutdatedHash(hash)).toBe(false);
    expect(await isPasswordOf(hash, 'pâssword of é'.normalize('NFD'))).toBe(true);
    expect(await isPasswordOf(hash, 'pâssword of e')).toBe(false);
  });

  it('of before is accepted and known as outdated', async () => {
    const hash = await hashOfBefore('a password of before');
    expect(isOutdatedHash(hash)).toBe(true);
    expect(await isPasswordOf(hash, 'a password of before')).toBe(true);
    expect(await isPasswordOf(hash, 'another password')).toBe(false);
  });

  it.each(['', 'abc', 'scrypt$1$1', 'plain:text', `scrypt$131072$8$1$c2FsdA$${'A'.repeat(10)}`])(
    'that is not understood fits nothing (%s)',
    async (hash) => expect(await isPasswordOf(hash, '')).toBe(false),
  );
});
