import { cacheKey } from '@/lib/cache/key';
import { formatReference, type Reference } from '@/lib/kernel/reference';
import type { LoadedManager } from '@/lib/managers/load';
import { keyring } from '@/lib/platform/keyring';

/** One reference to read through one secret manager. */
export interface Wanted {
  reference: Reference;
  /** Canonical text. */
  text: string;
  key: string;
  /** `bound`: what is found is kept under its ids, not under the names it was asked by. */
  keptAs?: 'bound';
}

/** Names the cache entry of a reference under the manager's present credential. */
export function wantedOf(manager: LoadedManager, reference: Reference): Wanted {
  const text = formatReference(reference);
  const key = cacheKey(keyring(), {
    managerId: manager.id,
    revision: manager.credentialRevision,
    reference: text,
  });
  return { reference, text, key };
}

/** The same for somebody who checks or binds: from then on it is read by its ids, and must not stand twice. */
export function wantedByPerson(manager: LoadedManager, reference: Reference): Wanted {
  return { ...wantedOf(manager, reference), keptAs: 'bound' };
}

/** One-time passwords are answered and never kept. */
export function isKept(wanted: Wanted): boolean {
  return wanted.reference.attribute !== 'otp';
}
