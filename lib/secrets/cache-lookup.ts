import { cacheKey } from '@/lib/cache/key';
import type { Locator } from '@/lib/kernel/locator';
import type { LoadedManager } from '@/lib/managers/load';
import { keyring } from '@/lib/platform/keyring';

/** One reference to read through one secret manager. */
export interface CacheLookup {
  reference: Locator;
  /** Canonical text. */
  text: string;
  key: string;
  /** `bound`: what is found is kept under its ids, not under the names it was asked by. */
  keptAs?: 'bound';
}

/** Names the cache entry of a reference under the manager's present credential. */
export function lookupOf(manager: LoadedManager, reference: Locator): CacheLookup {
  const { text } = reference;
  const key = cacheKey(keyring(), {
    managerId: manager.id,
    revision: manager.credentialRevision,
    reference: text,
  });
  return { reference, text, key };
}

/** The same for somebody who checks or binds: from then on it is read by its ids, and must not stand twice. */
export function interactiveLookup(manager: LoadedManager, reference: Locator): CacheLookup {
  return { ...lookupOf(manager, reference), keptAs: 'bound' };
}

/** What is another value each time, such as a one-time password, is answered and never kept. */
export function isKept(wanted: CacheLookup): boolean {
  return !wanted.reference.isVolatile;
}
