import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import { sealContext } from './context';
import { currentHead, isVersioned, needsReseal, open, prepareOpening, seal } from './envelope';
import { makeKeyring } from './keyring';
import { sealerAsBefore } from './testing/seal-as-before';

const masterKey = (fill: number) => createSecretKey(Buffer.alloc(32, fill));
const keyring = makeKeyring(masterKey(1));
const here = sealContext('secret_manager', 'row-1', 'sealed_credential', 3);
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

  it('write version, key id, subkey id, nonce, ciphertext and tag, and nothing of the text', () => {
    const sealed = seal(keyring, secret, here);
    expect(sealed[0]).toBe(2);
    expect(Buffer.from(sealed.subarray(1, 9))).toEqual(keyring.current.id);
    expect(Buffer.from(sealed.subarray(0, 9))).toEqual(currentHead(keyring));
    expect(sealed.length).toBe(1 + 8 + 16 + 12 + textOfSecret(secret).length + 16);
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('horse');
  });

  it('write the bytes that version 2 has always written (checked against another implementation)', () => {
    const same = makeKeyring(masterKey(1), [], { makeId: () => Buffer.alloc(16, 5) });
    const sealed = seal(same, new SecretValue('v2'), here, () => Buffer.alloc(12, 7));
    expect(Buffer.from(sealed).toString('hex')).toBe(
      '0200b0bd8954ee02820505050505050505050505050505050507070707070707070707070765c216fed4b8a71b816e3d68ef92340d942c',
    );
    expect(textOfSecret(open(keyring, sealed, here))).toBe('v2');
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
    ['table', sealContext('cache_entry', 'row-1', 'sealed_credential', 3)],
    ['row', sealContext('secret_manager', 'row-2', 'sealed_credential', 3)],
    ['field', sealContext('secret_manager', 'row-1', 'other', 3)],
    ['older version', sealContext('secret_manager', 'row-1', 'sealed_credential', 2)],
    ['newer version', sealContext('secret_manager', 'row-1', 'sealed_credential', 4n)],
    ['boundary between the names', sealContext('secret_managerrow', '-1', 'sealed_credential', 3)],
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

describe('subkeys', () => {
  it('seal as many values as they may, then another one does, and all of them open', () => {
    const counted = makeKeyring(masterKey(1), [], { sealsPerSubkey: 3 });
    const sealed = Array.from({ length: 7 }, (_, at) => seal(counted, new SecretValue(`${at}`), here));
    const ids = sealed.map((each) => Buffer.from(each.subarray(9, 25)).toString('hex'));
    expect(ids.map((id) => ids.indexOf(id))).toEqual([0, 0, 0, 3, 3, 3, 6]);
    // As after a start: nothing is derived yet.
    const opened = sealed.map((each) => textOfSecret(open(keyring, each, here)));
    expect(opened).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  });

  it('are another one in each process', () => {
    const [one, other] = [makeKeyring(masterKey(1)), makeKeyring(masterKey(1))];
    expect(one.current.subkeys.next().id).not.toEqual(other.current.subkeys.next().id);
  });

  it('differ between master keys though their ids are the same', () => {
    const id = Buffer.alloc(16, 5);
    const [one, other] = [makeKeyring(masterKey(1)), makeKeyring(masterKey(2))].map(({ current }) =>
      current.subkeys.find(id),
    );
    expect(other && one?.equals(other)).toBe(false);
  });
});

describe('an envelope of version 1', () => {
  // Written by the release that knew no other, and checked against another implementation.
  const kept = Buffer.from(
    '0100b0bd8954ee028207070707070707070707070747dd822b68f4e73880af326ddb6b108d413c',
    'hex',
  );
  const allowing = makeKeyring(masterKey(1));
  allowing.unversionedTables.add('secret_manager');

  it('opens in a table that may still hold some, whatever the version of its row', () => {
    expect(textOfSecret(open(allowing, kept, here))).toBe('v1');
    const elsewhere = sealContext('secret_manager', 'row-1', 'sealed_credential', 9);
    expect(textOfSecret(open(allowing, kept, elsewhere))).toBe('v1');
  });

  it('is refused in every other table, and in this one from the moment that it may hold none', () => {
    expect(failureOf(() => open(keyring, kept, here))).toEqual(cannotBeOpened);
    const closing = makeKeyring(masterKey(1));
    closing.unversionedTables.add('secret_manager');
    expect(textOfSecret(open(closing, kept, here))).toBe('v1');
    closing.unversionedTables.delete('secret_manager');
    expect(failureOf(() => open(closing, kept, here))).toEqual(cannotBeOpened);
  });

  it('is refused in another row, of another length and with any byte changed', () => {
    const elsewhere = sealContext('secret_manager', 'row-2', 'sealed_credential', 3);
    expect(failureOf(() => open(allowing, kept, elsewhere))).toEqual(cannotBeOpened);
    for (let at = 0; at < kept.length; at += 1) {
      const tampered = Uint8Array.from(kept, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(failureOf(() => open(allowing, tampered, here))).toEqual(cannotBeOpened);
      expect(failureOf(() => open(allowing, kept.subarray(0, at), here))).toEqual(cannotBeOpened);
    }
  });

  it('cannot be made of one of version 2, nor the other way round, by its first byte', () => {
    const second = Uint8Array.from(kept, (byte, index) => (index === 0 ? 2 : byte));
    expect(failureOf(() => open(allowing, second, here))).toEqual(cannotBeOpened);
    const first = seal(allowing, secret, here);
    first[0] = 1;
    expect(failureOf(() => open(allowing, first, here))).toEqual(cannotBeOpened);
  });

  it('is made by the sealer that tests use as that release made it', () => {
    const sealed = sealerAsBefore(masterKey(1))('v1', ['secret_manager', 'row-1', 'sealed_credential']);
    expect(sealed.length).toBe(kept.length);
    expect(textOfSecret(prepareOpening(allowing, sealed, here)())).toBe('v1');
  });
});

describe('needsReseal and isVersioned', () => {
  it('say so of what a previous key or an earlier version sealed, and of nothing else', () => {
    const rotated = makeKeyring(masterKey(2), [masterKey(1)]);
    const old = seal(keyring, secret, here);
    expect(needsReseal(rotated, old)).toBe(true);
    expect(needsReseal(rotated, seal(rotated, secret, here))).toBe(false);
    expect(needsReseal(keyring, old)).toBe(false);
    const first = sealerAsBefore(masterKey(1))('v1', ['secret_manager', 'row-1', 'sealed_credential']);
    expect(needsReseal(keyring, first)).toBe(true);
    expect([isVersioned(old), isVersioned(first)]).toEqual([true, false]);
  });
});
