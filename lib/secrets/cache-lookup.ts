import { cacheKey } from '@/lib/cache/key';
import { formatReference, type Reference } from '@/lib/kernel/reference';
import type { LoadedManager } from '@/lib/managers/load';
import { keyring } from '@/lib/platform/keyring';

/** One reference to read through one secret manager. */
export interface CacheLookup {
  reference: Reference;
  /** Canonical text. */
  text: string;
  key: string;
  /** `bound`: what is found is kept under its ids, not under the names it was asked by. */
  keptAs?: 'bound';
}

/** Names the cache entry of a reference under the manager's present credential. */
export function lookupOf(manager: LoadedManager, reference: Reference): CacheLookup {
  const text = formatReference(reference);
  const key = cacheKey(keyring(), {
    managerId: manager.id,
    revision: manager.credentialRevision,
    reference: text,
  });
  return { reference, text, key };
}

/** The same for somebody who checks or binds: from then on it is read by its ids, and must not stand twice. */
export function interactiveLookup(manager: LoadedManager, reference: Reference): CacheLookup {
  return { ...lookupOf(manager, reference), keptAs: 'bound' };
}

/** One-time passwords are answered and never kept. */
export function isKept(wanted: CacheLookup): boolean {
  return wanted.reference.attribute !== 'otp';
}
