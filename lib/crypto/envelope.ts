import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { LatchkeyError } from '@/lib/kernel/errors';
import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import type { SealContext } from './context';
import { type Keyring, keyIdLength } from './keyring';
import { subkeyIdLength } from './subkeys';

// version 2: 1 version | 8 key id | 16 subkey id | 12 nonce | ciphertext | 16 tag, AES-256-GCM (docs/decisions/0101).
// version 1 has no subkey id and is bound to no version of its row (docs/decisions/0010). It is opened alone.
const version = 2;
const firstVersion = 1;
const nonceLength = 12;
const tagLength = 16;
const keyIdEnd = 1 + keyIdLength;
const subkeyIdEnd = keyIdEnd + subkeyIdLength;
const options = { authTagLength: tagLength };

/**
 * Seals a secret for one place. Two seals of one value differ.
 * `nonce` gives 12 bytes that never repeat under one subkey; only tests hand it in.
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
  const subkey = keyring.current.subkeys.next();
  const head = Buffer.concat([currentHead(keyring), subkey.id]);
  const once = nonce();
  const cipher = createCipheriv('aes-256-gcm', subkey.key, once, options);
  cipher.setAAD(Buffer.concat([head, context.bytes]));
  const body = cipher.update(text, 'utf8');
  cipher.final();
  return new Uint8Array(Buffer.concat([head, once, body, cipher.getAuthTag()]));
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
  const found = keyAndPlace(keyring, bytes, context);
  if (!found) throw cannotBeOpened();
  const { key, head, place } = found;
  const bodyStart = head.length + nonceLength;
  const nonce = bytes.subarray(head.length, bodyStart);
  const body = bytes.subarray(bodyStart, -tagLength);
  const tag = bytes.subarray(-tagLength);
  const bound = Buffer.concat([head, place]);
  return () => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, options);
    decipher.setAAD(bound);
    decipher.setAuthTag(tag);
    const text = decipher.update(body);
    try {
      // Nothing of the text is let out before this has proved it. It gives no bytes of its own.
      decipher.final();
    } catch {
      throw cannotBeOpened();
    }
    return new SecretValue(text.toString());
  };
}

/** The text of what is sealed for uniformity alone and is no secret, such as a host name. Fails as `open` does. */
export function openPlain(keyring: Keyring, sealed: Uint8Array, context: SealContext): string {
  return textOfSecret(open(keyring, sealed, context));
}

/** Whether a sealed value was sealed by another key or version than `seal` uses now. Does not open it. */
export function needsReseal(keyring: Keyring, sealed: Uint8Array): boolean {
  return !currentHead(keyring).equals(sealed.subarray(0, keyIdEnd));
}

/** What every envelope begins with that `seal` makes now: version and key id, 9 bytes. */
export function currentHead(keyring: Keyring): Buffer {
  return Buffer.concat([Uint8Array.of(version), keyring.current.id]);
}

/** Whether a sealed value is bound to a version of its row: those of version 1 are not. */
export function isVersioned(sealed: Uint8Array): boolean {
  return sealed[0] !== firstVersion;
}

function keyAndPlace(
  keyring: Keyring,
  bytes: Buffer,
  context: SealContext,
): { key: KeyObject; head: Buffer; place: Uint8Array } | undefined {
  const headEnd = bytes[0] === firstVersion ? keyIdEnd : subkeyIdEnd;
  if (bytes.length < headEnd + nonceLength + tagLength) return undefined;
  const keys = keyring.find(bytes.subarray(1, keyIdEnd));
  if (!keys) return undefined;
  const head = bytes.subarray(0, headEnd);
  switch (bytes[0]) {
    case version:
      return { key: keys.subkeys.find(bytes.subarray(keyIdEnd, headEnd)), head, place: context.bytes };
    case firstVersion:
      if (!keyring.unversionedTables.has(context.table)) return undefined;
      return { key: keys.firstSealing, head, place: context.withoutVersion() };
    default:
      return undefined;
  }
}

function cannotBeOpened(): LatchkeyError {
  return new LatchkeyError('internal', { inside: 'a sealed value cannot be opened' });
}
