import {
  constants,
  createCipheriv,
  createDecipheriv,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { type JsonObject, objectOf, readJson, textOf } from './json';
import { Refusal } from './refusal';

/** An AES key with the id that its envelopes name. */
export type SymmetricKey = { kid: string; bytes: Buffer };

const contentType = 'b5+jwk+json';

/** Seals a text (as UTF-8) or bytes under a key as the JSON text of an envelope. `iv` (12 bytes) is given by vectors only. */
export function seal(key: SymmetricKey, plaintext: string | Buffer, iv: Buffer = randomBytes(12)): string {
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv);
  const sealed = Buffer.concat([cipher.update(Buffer.from(plaintext)), cipher.final(), cipher.getAuthTag()]);
  return envelopeText(key.kid, 'A256GCM', {
    iv: iv.toString('base64url'),
    data: sealed.toString('base64url'),
  });
}

/** Seals a text to the holder of a private key: RSA-OAEP with SHA-1, for at most 214 bytes. */
export function sealToPublicKey(kid: string, publicKey: KeyObject, plaintext: string): string {
  const options = { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
  return envelopeText(kid, 'RSA-OAEP', {
    data: publicEncrypt(options, Buffer.from(plaintext)).toString('base64url'),
  });
}

/** Opens an envelope; refuses with 400 when it is misshapen, names another key or does not open. */
export function open(key: SymmetricKey, envelope: unknown): string {
  const fields = objectOf(envelope, 'An envelope');
  if (!namesKey(fields, key)) throw new Refusal(400, 'The envelope is sealed with another key.');
  const sealed = Buffer.from(textOf(fields, 'data'), 'base64url');
  const iv = Buffer.from(textOf(fields, 'iv'), 'base64url');
  if (iv.length !== 12 || sealed.length < 16) throw new Refusal(400, 'The envelope is too short.');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, iv);
    decipher.setAuthTag(sealed.subarray(-16));
    return decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new Refusal(400, 'The envelope does not open.');
  }
}

/** Opens an envelope that is given as JSON text. */
export function openText(key: SymmetricKey, envelope: string): string {
  return open(key, readJson(envelope));
}

function namesKey(fields: JsonObject, key: SymmetricKey): boolean {
  return fields.cty === contentType && fields.enc === 'A256GCM' && fields.kid === key.kid;
}

// Ids and base64url need no escaping, and overviews are megabytes: the envelope is put together as text.
function envelopeText(kid: string, algorithm: string, parts: { iv?: string; data: string }): string {
  const iv = parts.iv === undefined ? '' : `"iv":"${parts.iv}",`;
  return `{"cty":"${contentType}","kid":"${kid}","enc":"${algorithm}",${iv}"data":"${parts.data}"}`;
}
