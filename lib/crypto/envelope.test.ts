import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import { sealContext } from './context';
import { needsReseal, open, seal } from './envelope';
import { makeKeyring } from './keyring';

const masterKey = (fill: number) => createSecretKey(Buffer.alloc(32, fill));
const keyring = makeKeyring(masterKey(1));
const here = sealContext('secret_manager', 'row-1', 'sealed_credential');
const secret = new SecretValue('correct horse battery staple');
const cannotBeOpened = expect.objectContaining({
  code: 'internal',
  inside: 'a sealed value cannot be opened',
});

function failureOf(work: () => unknown): unknown {
  try {
    return { opened: work() };
  } catch (error) {
    return error;
  }
}

describe('seal and open', () => {
  it.each(['', 'a', 'ümläut 🔑\n\0', 'x'.repeat(100_000)])('bring a text back as it was (%#)', (text) => {
    const sealed = seal(keyring, new SecretValue(text), here);
    expect(textOfSecret(open(keyring, sealed, here))).toBe(text);
  });

  it('write version, key id, nonce, ciphertext and tag, and nothing of the text', () => {
    const sealed = seal(keyring, secret, here);
    expect(sealed[0]).toBe(1);
    expect(Buffer.from(sealed.subarray(1, 9))).toEqual(keyring.current.id);
    expect(sealed.length).toBe(1 + 8 + 12 + textOfSecret(secret).length + 16);
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('horse');
  });

  it('write the bytes that version 1 has always written (checked against another implementation)', () => {
    const sealed = seal(keyring, new SecretValue('v1'), here, () => Buffer.alloc(12, 7));
    expect(Buffer.from(sealed).toString('hex')).toBe(
      '0100b0bd8954ee028207070707070707070707070747dd822b68f4e73880af326ddb6b108d413c',
    );
  });

  it('make unlike bytes of like values', () => {
    expect(seal(keyring, secret, here)).not.toEqual(seal(keyring, secret, here));
  });

  it('open a view into a larger buffer', () => {
    const sealed = seal(keyring, secret, here);
    const larger = new Uint8Array(sealed.length + 20);
    larger.set(sealed, 10);
    const view = larger.subarray(10, 10 + sealed.length);
    expect(textOfSecret(open(keyring, view, here))).toBe(textOfSecret(secret));
  });

  it('refuse a text that would not come back as it was', () => {
    const work = () => seal(keyring, new SecretValue('half a pair \ud800'), here);
    expect(failureOf(work)).toMatchObject({ code: 'internal' });
  });
});

describe('open', () => {
  it.each([
    ['table', sealContext('cache_entry', 'row-1', 'sealed_credential')],
    ['row', sealContext('secret_manager', 'row-2', 'sealed_credential')],
    ['field', sealContext('secret_manager', 'row-1', 'other')],
    ['boundary between the names', sealContext('secret_managerrow', '-1', 'sealed_credential')],
  ])('refuses a value moved to another %s', (_what, elsewhere) => {
    const sealed = seal(keyring, secret, here);
    expect(failureOf(() => open(keyring, sealed, elsewhere))).toEqual(cannotBeOpened);
  });

  it('refuses a change of any one byte', () => {
    const sealed = seal(keyring, secret, here);
    for (let at = 0; at < sealed.length; at += 1) {
      const tampered = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(
        failureOf(() => open(keyring, tampered, here)),
        `byte ${at}`,
      ).toEqual(cannotBeOpened);
    }
  });

  it('refuses every other length', () => {
    const sealed = seal(keyring, secret, here);
    for (let length = 0; length < sealed.length; length += 1) {
      const failure = failureOf(() => open(keyring, sealed.subarray(0, length), here));
      expect(failure, `${length} bytes`).toEqual(cannotBeOpened);
    }
    const longer = Uint8Array.from([...sealed, 0]);
    expect(failureOf(() => open(keyring, longer, here))).toEqual(cannotBeOpened);
  });

  it('refuses what another key sealed', () => {
    const sealed = seal(makeKeyring(masterKey(2)), secret, here);
    expect(failureOf(() => open(keyring, sealed, here))).toEqual(cannotBeOpened);
  });

  it('opens what a previous key sealed', () => {
    const sealed = seal(keyring, secret, here);
    const rotated = makeKeyring(masterKey(2), [masterKey(1)]);
    expect(textOfSecret(open(rotated, sealed, here))).toBe(textOfSecret(secret));
  });

  it('gives a value that does not print', () => {
    expect(String(open(keyring, seal(keyring, secret, here), here))).toBe('[secret]');
  });
});

describe('needsReseal', () => {
  it('says so of what a previous key sealed, and of nothing else', () => {
    const rotated = makeKeyring(masterKey(2), [masterKey(1)]);
    const old = seal(keyring, secret, here);
    expect(needsReseal(rotated, old)).toBe(true);
    expect(needsReseal(rotated, seal(rotated, secret, here))).toBe(false);
    expect(needsReseal(keyring, old)).toBe(false);
  });
});
