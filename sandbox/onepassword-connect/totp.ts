import { createHmac } from 'node:crypto';

/**
 * The one-time password of a seed at a time (milliseconds since 1970): RFC 6238, 6 digits, 30 seconds, SHA-1, unless an
 * `otpauth://totp/` URI says otherwise. The seed is such a URI or RFC 4648 base32, in either case, with or without blanks
 * and padding. Undefined when it is neither. Source of the URI: github.com/google/google-authenticator, wiki "Key Uri Format".
 */
export function oneTimePassword(seed: string, nowMs: number): string | undefined {
  const { secret, digits, periodSeconds, algorithm } = settingsOf(seed);
  const key = base32Bytes(secret);
  if (key === undefined || algorithm === undefined || !(digits >= 1 && digits <= 10) || !(periodSeconds >= 1))
    return undefined;
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 1000 / periodSeconds)));
  const mac = createHmac(algorithm, key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

const algorithms = new Map([
  ['SHA1', 'sha1'],
  ['SHA256', 'sha256'],
  ['SHA512', 'sha512'],
]);

type Settings = { secret: string; digits: number; periodSeconds: number; algorithm: string | undefined };

function settingsOf(seed: string): Settings {
  if (!/^otpauth:/i.test(seed)) return { secret: seed, digits: 6, periodSeconds: 30, algorithm: 'sha1' };
  const query = /^otpauth:\/\/totp\/[^?]*\?(.*)$/is.exec(seed)?.[1];
  const given = new URLSearchParams(query ?? '');
  return {
    secret: given.get('secret') ?? '',
    digits: Number(given.get('digits') ?? 6),
    periodSeconds: Number(given.get('period') ?? 30),
    algorithm: algorithms.get((given.get('algorithm') ?? 'SHA1').toUpperCase().replace('-', '')),
  };
}

function base32Bytes(text: string): Buffer | undefined {
  const letters = text.toUpperCase().replace(/[\s-]|=+$/g, '');
  if (!/^[A-Z2-7]+$/.test(letters)) return undefined;
  const bytes: number[] = [];
  let held = 0;
  let heldBits = 0;
  for (const letter of letters) {
    held = (held << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter);
    heldBits += 5;
    if (heldBits < 8) continue;
    heldBits -= 8;
    bytes.push((held >>> heldBits) & 255);
    held &= (1 << heldBits) - 1;
  }
  return Buffer.from(bytes);
}
