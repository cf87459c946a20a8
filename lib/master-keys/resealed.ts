import type { SealContext } from '@/lib/crypto/context';
import { currentHead, open, seal } from '@/lib/crypto/envelope';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { keyring } from '@/lib/platform/keyring';
import { log } from '@/lib/platform/log';

/** So many rows are resealed in one statement. */
export const batchSize = 100;

/** What the database has at the beginning of an envelope that is as it would be sealed now: version and key id, 9 bytes. */
export function newestHead(): Buffer {
  return currentHead(keyring());
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

/** The same value under the current key in the newest version, in base64 as statements take it. */
export function resealed(value: SecretValue, context: SealContext): string {
  return base64Of(seal(keyring(), value, context));
}

/** Bytes as statements take them. */
export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
