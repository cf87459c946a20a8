import { describe, expect, it } from 'vitest';
import { objectOf, readObject } from './json';
import { newKeyPair } from './key-pair';
import { open, openText, seal, sealToPublicKey } from './seal';

const key = {
  kid: 'TOZVTFIFBZGFDFNE5KSZFY7EZY',
  bytes: Buffer.from('3b96a1068fc19f6a5918cf1cdae70763b5d392a3a659e6bac7c79ac28af426ba', 'hex'),
};
const plaintext = '{"client":"x","device":null}';

describe('sealed bodies', () => {
  it('are those of the vectors', () => {
    expect(readObject(seal(key, plaintext, Buffer.alloc(12, 1)))).toEqual({
      cty: 'b5+jwk+json',
      kid: key.kid,
      enc: 'A256GCM',
      iv: 'AQEBAQEBAQEBAQEB',
      data: '-2d_dcSWXst6fkzluJ7VCQCInC6jflFdOJlinrM9uIZg5UrDZZMIgIOcwns',
    });
  });

  it('open with the key and come back as they were', () => {
    const text = JSON.stringify({ title: 'Grüße, 世界 🔑', list: [1, null] });
    expect(openText(key, seal(key, text))).toBe(text);
    expect(seal(key, text)).not.toBe(seal(key, text));
  });

  it.each([
    ['kid', 'AOZVTFIFBZGFDFNE5KSZFY7EZY'],
    ['cty', 'text/plain'],
    ['enc', 'A128GCM'],
    ['iv', 'AQEBAQEBAQEBAQEC'],
    ['iv', 'AQ'],
    ['data', '-3d_dcSWXst6fkzluJ7VCQCInC6jflFdOJlinrM9uIZg5UrDZZMIgIOcwns'],
    ['data', 'AAAA'],
  ])('do not open with another %s: %s', (part, value) => {
    const envelope = readObject(seal(key, plaintext, Buffer.alloc(12, 1)));
    expect(open(key, envelope)).toBe(plaintext);
    expect(() => open(key, { ...envelope, [part]: value })).toThrow(/envelope/);
  });

  it('for a public key name its keyset and have no iv', async () => {
    const { publicKey } = await newKeyPair();
    const envelope = objectOf(readObject(sealToPublicKey('keyset', publicKey, plaintext)), 'it');
    expect(envelope).toMatchObject({ kid: 'keyset', enc: 'RSA-OAEP' });
    expect(Object.keys(envelope)).not.toContain('iv');
  });
});
