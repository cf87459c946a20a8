import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';

/** An RSA pair of 2048 bits, as keys to use and as the JWK to hand out. */
export type KeyPair = { publicKey: KeyObject; privateJwk: JsonWebKey };

/** A new RSA pair, made off the main thread. */
export async function newKeyPair(): Promise<KeyPair> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { publicKey, privateJwk: privateKey.export({ format: 'jwk' }) };
}

/** The RSA pair of a private JWK. */
export function keyPairOf(privateJwk: JsonWebKey): KeyPair {
  return { privateJwk, publicKey: createPublicKey(createPrivateKey({ key: privateJwk, format: 'jwk' })) };
}
