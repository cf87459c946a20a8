import { randomBytes } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const pool = { bytes: Buffer.alloc(0), used: 0 };

/** A new id of a vault, item, file, keyset, device or key: 16 random bytes as 26 lower-case base32 characters. */
export function newId(): string {
  return encodeId(takeRandom());
}

/** A new id of an account, user or session: like `newId`, in upper case. */
export function newUpperId(): string {
  return newId().toUpperCase();
}

/** Writes 16 bytes in RFC 4648 base32 without padding, in lower case. */
export function encodeId(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= 5) {
      heldBits -= 5;
      text += alphabet.charAt((held >>> heldBits) & 31);
    }
    held &= (1 << heldBits) - 1;
  }
  return heldBits === 0 ? text : text + alphabet.charAt((held << (5 - heldBits)) & 31);
}

/** Whether a text is an id that the client accepts: 26 base32 characters of one case, the last without stray bits. */
export function isId(text: string): boolean {
  return /^[a-z2-7]{25}[aeimquy4]$/.test(text) || /^[A-Z2-7]{25}[AEIMQUY4]$/.test(text);
}

// Random bytes are drawn for 256 ids at a time: ten thousand items are made in one go.
function takeRandom(): Uint8Array {
  if (pool.used >= pool.bytes.length) {
    pool.bytes = randomBytes(4096);
    pool.used = 0;
  }
  pool.used += 16;
  return pool.bytes.subarray(pool.used - 16, pool.used);
}
