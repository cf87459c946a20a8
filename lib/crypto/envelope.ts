import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { LatchkeyError } from '@/lib/kernel/errors';
import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import type { SealContext } from './context';
import { type Keyring, keyIdLength } from './keyring';

// version 1: 1 version | 8 key id | 12 nonce | ciphertext | 16 tag, AES-256-GCM (docs/decisions/0010).
const version = 1;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + keyIdLength;
const bodyStart = headLength + nonceLength;
const options = { authTagLength: tagLength };

/**
 * Seals a secret for one place. Two seals of one value differ.
 * `nonce` gives 12 bytes that never repeat under one key; only tests hand it in.
 * Throws `internal` when the text is not well-formed Unicode, which would not come back as it was.
 */
export function seal(
  keyring: Keyring,
  secret: SecretValue,
  context: SealContext,
  nonce: () => Uint8Array = () => randomBytes(nonceLength),
): Uint8Array<ArrayBuffer> {
  const text = textOfSecret(secret);
  if (!text.isWellFormed()) throw new LatchkeyError('internal', { inside: 'a text that cannot be sealed' });
  const { id, sealing } = keyring.current;
  const head = Buffer.concat([Uint8Array.of(version), id, nonce()]);
  const cipher = createCipheriv('aes-256-gcm', sealing, head.subarray(headLength), options);
  cipher.setAAD(associatedData(head, context));
  const body = cipher.update(text, 'utf8');
  cipher.final();
  return new Uint8Array(Buffer.concat([head, body, cipher.getAuthTag()]));
}

/** Opens what `seal` made for the same place. Every failure is one and the same `internal`: cannot be opened. */
export function open(keyring: Keyring, sealed: Uint8Array, context: SealContext): SecretValue {
  return prepareOpening(keyring, sealed, context)();
}

/**
 * Takes a sealed value apart once, for one that is opened again and again: the returned function decrypts and
 * authenticates each time and keeps nothing open. Fails as `open` does, at once or when called.
 */
export function prepareOpening(
  keyring: Keyring,
  sealed: Uint8Array,
  context: SealContext,
): () => SecretValue {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const keys = bytes.length >= bodyStart + tagLength && keyring.find(bytes.subarray(1, headLength));
  if (!keys || bytes[0] !== version) throw cannotBeOpened();
  const nonce = bytes.subarray(headLength, bodyStart);
  const body = bytes.subarray(bodyStart, -tagLength);
  const tag = bytes.subarray(-tagLength);
  const bound = associatedData(bytes, context);
  return () => {
    const decipher = createDecipheriv('aes-256-gcm', keys.sealing, nonce, options);
    decipher.setAAD(bound);
    decipher.setAuthTag(tag);
    const text = decipher.update(body, undefined, 'utf8');
    try {
      // Nothing of the text is let out before this has proved it.
      return new SecretValue(text + decipher.final('utf8'));
    } catch {
      throw cannotBeOpened();
    }
  };
}

/** The text of what is sealed for uniformity alone and is no secret, such as a host name. Fails as `open` does. */
export function openPlain(keyring: Keyring, sealed: Uint8Array, context: SealContext): string {
  return textOfSecret(open(keyring, sealed, context));
}

/** Whether a sealed value was sealed by another key or version than `seal` uses now. Does not open it. */
export function needsReseal(keyring: Keyring, sealed: Uint8Array): boolean {
  return sealed[0] !== version || !keyring.current.id.equals(sealed.subarray(1, headLength));
}

function associatedData(head: Buffer, context: SealContext): Buffer {
  return Buffer.concat([head.subarray(0, headLength), context.bytes]);
}

function cannotBeOpened(): LatchkeyError {
  return new LatchkeyError('internal', { inside: 'a sealed value cannot be opened' });
}
