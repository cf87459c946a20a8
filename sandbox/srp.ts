import { timingSafeEqual } from 'node:crypto';
import { fromBytes, generator, multiplier, padded, power, prime, sha256, trimmed } from './srp-group';

/** What the service knows of who signs in. */
export type SrpIdentity = { email: string; skid: string; salt: Uint8Array };

/** The two hashes by which each side shows that it has the session key. */
export type SrpProofs = { client: Buffer; server: Buffer };

const primeXorGenerator = xor(sha256(trimmed(prime)), sha256(trimmed(generator)));

/** The verifier v = g^x that the service stores in place of the private value x (hexadecimal). */
export function verifierOf(srpX: string): bigint {
  return power(generator, BigInt(`0x${srpX}`));
}

/** The service's public number B for its private b (32 bytes). */
export function serverPublic(verifier: bigint, privateBytes: Uint8Array): bigint {
  return (multiplier * verifier + power(generator, fromBytes(privateBytes))) % prime;
}

/** u: the hash of both public numbers. */
export function scrambler(clientPublic: bigint, publicB: bigint): bigint {
  return fromBytes(sha256(padded(clientPublic), padded(publicB)));
}

/** The session key K (32 bytes), as the service computes it. */
export function serverSessionKey(input: {
  clientPublic: bigint;
  publicB: bigint;
  verifier: bigint;
  privateBytes: Uint8Array;
}): Buffer {
  const u = scrambler(input.clientPublic, input.publicB);
  const base = (input.clientPublic * power(input.verifier, u)) % prime;
  return sha256(power(base, fromBytes(input.privateBytes)).toString(16));
}

/** M1 and M2. The secret key id counts in upper case, the e-mail address in lower case. */
export function proofs(
  identity: SrpIdentity,
  clientPublic: bigint,
  publicB: bigint,
  sessionKey: Uint8Array,
): SrpProofs {
  const publicBytes = trimmed(clientPublic);
  const client = sha256(
    primeXorGenerator,
    sha256(identityText(identity)),
    identity.salt,
    publicBytes,
    trimmed(publicB),
    sessionKey,
  );
  return { client, server: sha256(publicBytes, client, sessionKey) };
}

/** I: the text that stands for the account in M1. */
export function identityText(identity: { email: string; skid: string }): string {
  const skidHash = sha256(identity.skid.toUpperCase());
  return sha256(skidHash, sha256(identity.email.toLowerCase())).toString('base64url');
}

/** Whether the client's proof is the expected one; takes the same time either way. */
export function proofMatches(expected: Uint8Array, given: Uint8Array): boolean {
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function xor(left: Uint8Array, right: Uint8Array): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}
