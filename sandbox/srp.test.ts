import { beforeAll, describe, expect, it } from 'vitest';
import {
  identityText,
  proofMatches,
  proofs,
  scrambler,
  serverPublic,
  serverSessionKey,
  verifierOf,
} from './srp';
import { fromBytes, generator, multiplier, padded, power, prime, sha256, trimmed } from './srp-group';

const email = 'abcdefghijklm@1passwordserviceaccounts.com';
const skid = 'ABCDEF';
const salt = Buffer.alloc(16, 9);
const srpX = '05'.repeat(32);
const privateBytes = Buffer.alloc(32, 7);

describe('the sign-in mathematics', () => {
  let clientPublic = 0n;
  let verifier = 0n;
  let publicB = 0n;
  beforeAll(() => {
    clientPublic = power(generator, fromBytes(Buffer.alloc(511, 3)));
    verifier = verifierOf(srpX);
    publicB = serverPublic(verifier, privateBytes);
  });

  it('has the 4096-bit group of RFC 3526 and its multiplier', () => {
    expect(sha256(trimmed(prime)).toString('hex')).toBe(
      '4ee95187682bcb230ad26a95205f6920e84708f6251b3894329b09ec23919e33',
    );
    expect(multiplier.toString(16)).toBe('3509477ea9fca66eadb7cf7b1bd0eb508f54d3989a9c988006a7d0b338374dd2');
  });

  it('gives the verifier and the public numbers of the vectors', () => {
    const hashes = [verifier, clientPublic, publicB].map((number) => sha256(padded(number)).toString('hex'));
    expect(hashes).toEqual([
      '5c57c8e1cd1c4383c70dd539650db170a681d92cfb42bbab084f0b23b527b796',
      'ab83c1d82e453782bfcbc40a81dd6064b88584c50a8db905153f60d35ba6bc45',
      'f9fc2f8b7722ccc549626e7864b2365b5a050cb343bf1464177853f6ab543741',
    ]);
    expect(clientPublic.toString(16)).toMatch(/^374c7df3079ffe32.*7affd8c1715e36e6$/);
  });

  it('gives the session key and both proofs of the vectors', () => {
    expect(scrambler(clientPublic, publicB).toString(16)).toBe(
      '7232faa8886112b78cbb2a28d72639f21ff22bd4fc600e0c50d76e737683e623',
    );
    const key = serverSessionKey({ clientPublic, publicB, verifier, privateBytes });
    expect(key.toString('hex')).toBe('3b96a1068fc19f6a5918cf1cdae70763b5d392a3a659e6bac7c79ac28af426ba');
    const both = proofs({ email, skid, salt }, clientPublic, publicB, key);
    expect(both.client.toString('base64url')).toBe('_etwu83egxo4kHjZLbHsz3ipFvFJ6HbidWq5PpQLPxQ');
    expect(both.server.toString('base64url')).toBe('gquoQYQo2Dn3biojli3nAnTvFYKF7kwEjrCOqaYYGC4');
  });

  it('names the account alike whatever the case of its e-mail address and key id', () => {
    const text = 'Gih5G-Tba_goloAizU_zUOgj9tPp8bnuT1p8CNQ4roU';
    expect(identityText({ email, skid })).toBe(text);
    expect(identityText({ email: email.toUpperCase(), skid: 'abcdef' })).toBe(text);
  });

  it('tells a right proof from a wrong or short one', () => {
    expect(proofMatches(Buffer.alloc(32, 1), Buffer.alloc(32, 1))).toBe(true);
    expect(proofMatches(Buffer.alloc(32, 1), Buffer.alloc(32, 2))).toBe(false);
    expect(proofMatches(Buffer.alloc(32, 1), Buffer.alloc(31, 1))).toBe(false);
  });
});
