import type { Entry } from '@/lib/cache/entry';
import { type Freshness, freshnessOf } from '@/lib/cache/freshness';
import { noteUse } from '@/lib/cache/memory';
import type { LoadedManager } from '@/lib/managers/load';
import { policyInForce } from '@/lib/managers/trust';
import { refreshAhead } from './refresh-ahead';

/**
 * Judges an entry that somebody reads now. One that nears its end or is past it is refreshed behind, all of its age
 * together; its use is noted before the refresh looks, which keeps what is used.
 */
export function touchAndClassify(manager: LoadedManager, entry: Entry, nowMs: number): Freshness {
  const judgement = freshnessOf(entry, policyInForce(manager, nowMs), nowMs);
  switch (judgement) {
    case 'due':
    case 'stale':
    case 'fallback':
      noteUse(entry.key, nowMs);
      refreshAhead(manager);
      return judgement;
    case 'fresh':
    case 'absent':
    case 'expired':
      return judgement;
  }
}
