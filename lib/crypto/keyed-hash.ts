import { createHmac } from 'node:crypto';
import { type SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import type { Keyring } from './keyring';
import { encodeParts } from './parts';

/**
 * A keyed fingerprint of `parts` for one purpose (HMAC-SHA-256 in base64url, 43 characters): equal parts give equal
 * marks, and nobody without the key can guess parts from a mark. Another master key gives other marks.
 * Put the owner (a manager's or a row's id) among the parts, so that equal secrets do not show as equal across owners.
 */
export function keyedHash(
  keyring: Keyring,
  purpose: string,
  ...parts: readonly (string | SecretValue)[]
): string {
  const texts = parts.map((part) => (typeof part === 'string' ? part : textOfSecret(part)));
  return createHmac('sha256', keyring.current.marking)
    .update(encodeParts([purpose, ...texts]))
    .digest('base64url');
}
