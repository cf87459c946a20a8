import type { SealContext } from '@/lib/crypto/context';
import { open, seal } from '@/lib/crypto/envelope';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { keyring } from '@/lib/platform/keyring';
import { log } from '@/lib/platform/log';

/** So many rows are sealed anew in one statement. */
export const batchSize = 100;

/** The id of the key that seals now, as the database has it in an envelope's head. */
export function currentKeyId(): Buffer {
  return keyring().current.id;
}

/** Opens a value where it stands. One that does not open is left as it is and told in the log: undefined. */
export function openStored(sealed: Uint8Array, context: SealContext, kind: string): SecretValue | undefined {
  try {
    return open(keyring(), sealed, context);
  } catch {
    log.warn('master-keys.not-opened', { kind });
    return undefined;
  }
}

/** The same value under the current key, in base64 as statements take it. */
export function sealedAnew(value: SecretValue, context: SealContext): string {
  return base64Of(seal(keyring(), value, context));
}

/** Bytes as statements take them. */
export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
