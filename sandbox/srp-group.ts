import { createHash, getDiffieHellman } from 'node:crypto';

/** Length in bytes of the numbers of the group. */
export const groupBytes = 512;

/** The 4096-bit prime of RFC 3526 section 5, which RFC 5054 takes over. */
export const prime = fromBytes(getDiffieHellman('modp16').getPrime());

/** The generator which RFC 5054 appendix A gives for this prime. */
export const generator = 5n;

/** k of SRP-6a: the hash of the prime and of the padded generator. */
export const multiplier = fromBytes(sha256(trimmed(prime), padded(generator)));

/** base^exponent mod the prime; about 8 ms for a 256-bit exponent. */
export function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  const start = base % prime;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % prime;
    if (bit === '1') result = (result * start) % prime;
  }
  return result;
}

/** SHA-256 over the parts, one after the other. */
export function sha256(...parts: (Uint8Array | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** A number of big-endian bytes. */
export function fromBytes(bytes: Uint8Array): bigint {
  return fromHex(Buffer.from(bytes).toString('hex'));
}

/** A number of hexadecimal digits. */
export function fromHex(digits: string): bigint {
  return BigInt(`0x${digits}`);
}

/** The big-endian bytes of a number, left-padded with zeros to the length of the group. */
export function padded(number: bigint): Buffer {
  return Buffer.from(number.toString(16).padStart(groupBytes * 2, '0'), 'hex');
}

/** The big-endian bytes of a number, without leading zeros. */
export function trimmed(number: bigint): Buffer {
  const digits = number.toString(16);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
}
