import { keyedHash } from '@/lib/crypto/keyed-hash';
import type { Keyring } from '@/lib/crypto/keyring';
import type { SecretValue } from '@/lib/kernel/secret-value';

/**
 * The cache key of a reference: an HMAC over manager, revision and canonical text. A new revision makes every
 * old entry unreachable, and equal references of two managers have nothing in common.
 */
export function cacheKey(
  keyring: Keyring,
  place: { managerId: string; revision: number; reference: string },
): string {
  return keyedHash(keyring, 'cache-key', place.managerId, String(place.revision), place.reference);
}

/** A keyed fingerprint of a value under its entry's key: tells a rotation, and nothing across entries. */
export function valueFingerprint(keyring: Keyring, key: string, value: SecretValue): string {
  return keyedHash(keyring, 'value-fingerprint', key, value);
}
