import type { Entry, ValueEntry } from '@/lib/cache/entry';
import { type SealContext, sealContext } from '@/lib/crypto/context';
import { open, seal } from '@/lib/crypto/envelope';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { keyring } from '@/lib/platform/keyring';
import { log } from '@/lib/platform/log';

/**
 * Where a cached value is sealed to: its entry's key, which names manager, revision and reference, and the generation of
 * the answer that gave it.
 */
export function entryContext(key: string, version: bigint): SealContext {
  return sealContext('cache_entry', key, 'sealed_value', version);
}

/** Opens an entry. One that does not open (another key, a tampered row) is undefined: it is read again. */
export function openEntry(entry: ValueEntry): SecretValue | undefined {
  try {
    return open(keyring(), entry.sealed, entryContext(entry.key, entry.sealedVersion));
  } catch {
    log.warn('secrets.entry-not-opened', { managerId: entry.managerId });
    return undefined;
  }
}

/** The same entry as an answer of another number. Undefined: it does not open. */
export function renumbered(entry: Entry, generation: bigint): Entry | undefined {
  if (entry.state === 'absent') return { ...entry, generation };
  const value = openEntry(entry);
  if (!value) return undefined;
  const sealed = seal(keyring(), value, entryContext(entry.key, generation));
  return { ...entry, generation, sealed, sealedVersion: generation };
}
