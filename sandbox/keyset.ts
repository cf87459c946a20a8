import type { KeyPair } from './key-pair';
import type { ServiceAccount } from './model';
import { type SymmetricKey, seal, sealToPublicKey } from './seal';
import { iterations } from './token';

/**
 * The keyset list of a service account: its symmetric key under the token's key, and the account's RSA key under that.
 * Every service account wraps the same RSA key, so that minting a token costs no key generation.
 */
export function keysetText(keyPair: KeyPair, serviceAccount: ServiceAccount): string {
  const { keysetKey, masterKey, salt } = serviceAccount;
  const identity = { kid: keysetKey.kid, alg: 'RSA-OAEP' };
  const { kty, n, e } = keyPair.privateJwk;
  const sealedKey = seal(masterKey, jwkText(keysetKey)).slice(0, -1);
  const derivation = `"alg":"PBES2g-HS256","p2c":${iterations},"p2s":"${salt.toString('base64url')}"`;
  const sealedPrivate = seal(keysetKey, JSON.stringify({ ...keyPair.privateJwk, ...identity }));
  const publicKey = JSON.stringify({ kty, n, e, ...identity, key_ops: ['encrypt'] });
  const keyset =
    `{"uuid":"${keysetKey.kid}","encryptedBy":"mp","sn":1,"encSymKey":${sealedKey},${derivation}},` +
    `"encPriKey":${sealedPrivate},"pubKey":${publicKey},"encSPriKey":null,"spubKey":null}`;
  return `{"version":1,"keysets":[${keyset}]}`;
}

/** A vault's key, sealed to a service account's keyset. */
export function wrapVaultKey(
  keyPair: KeyPair,
  serviceAccount: ServiceAccount,
  vaultKey: SymmetricKey,
): string {
  return sealToPublicKey(serviceAccount.keysetKey.kid, keyPair.publicKey, jwkText(vaultKey));
}

function jwkText(key: SymmetricKey): string {
  return JSON.stringify({ kty: 'oct', kid: key.kid, alg: 'A256GCM', k: key.bytes.toString('base64url') });
}
