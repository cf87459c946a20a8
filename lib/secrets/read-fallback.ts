import type { ErrorCode } from '@/lib/kernel/error-codes';
import { covers } from '@/lib/managers/fallback';
import { type LoadedManager, loadManager } from '@/lib/managers/load';
import { schemesOf } from '@/lib/providers/references';
import { isOpening } from '@/lib/quota/breaker';
import { type CacheLookup, lookupOf } from './cache-lookup';
import type { Reading } from './reading';

/**
 * What the fallback of a secret manager gives in place of what could not be read, by the references that failed. Only what the first
 * one could not be asked for, and has no value of that may still be served; and only references by ids, which name the same secret
 * wherever they are read. A fallback that not everybody may use who uses the first one is not asked, nor is the fallback's own.
 */
export async function readFromFallback(
  manager: LoadedManager,
  failed: readonly { want: CacheLookup; reading: Reading }[],
  read: (fallback: LoadedManager, wanted: readonly CacheLookup[]) => Promise<Reading[]>,
): Promise<ReadonlyMap<CacheLookup, Reading>> {
  const instead = new Map<CacheLookup, Reading>();
  if (manager.fallbackId === null) return instead;
  const unreached = failed.filter(
    ({ want, reading }) => !reading.ok && isUnreached(reading.error.code) && want.reference.isPinned,
  );
  if (unreached.length === 0) return instead;
  const fallback = await loadManager(manager.fallbackId);
  if (!fallback || !covers(fallback, manager)) return instead;
  const schemes = schemesOf(fallback.provider);
  const asked = unreached.filter(({ want }) => schemes.includes(want.reference.scheme));
  if (asked.length === 0) return instead;
  const readings = await read(
    fallback,
    asked.map(({ want }) => lookupOf(fallback, want.reference)),
  );
  for (const [index, { want }] of asked.entries()) {
    const reading = readings[index];
    if (!reading?.ok) continue;
    // It is no entry of the first one: nothing is kept of it there.
    const { answer: _ofTheOther, ...given } = reading;
    instead.set(want, { ...given, fallbackId: fallback.id });
  }
  return instead;
}

/** A refused token is no such trouble: it may have been withdrawn on purpose. */
function isUnreached(code: ErrorCode): boolean {
  return isOpening(code) && code !== 'provider_denied';
}
