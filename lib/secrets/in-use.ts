import type { ValueEntry } from '@/lib/cache/entry';
import { entriesHeld } from '@/lib/cache/memory';
import type { CachePolicy } from '@/lib/cache/schema';
import { groupBy } from '@/lib/kernel/group-by';
import { isOneUnit } from '@/lib/kernel/locator';
import type { LoadedManager } from '@/lib/managers/load';
import { parseLocator } from '@/lib/providers/references';
import type { VaultLoad } from './refresh-plan';

// Read by somebody within so many fresh times, an entry counts as used still.
const usedWithinFreshTimes = 6;

export interface HeldEntry {
  entry: ValueEntry;
  isKept: boolean;
}

/** Since when an entry must have been read to count as used still, whatever was answered since. */
export function usedSince({ freshMs }: Pick<CachePolicy, 'freshMs'>, nowMs: number): number {
  return nowMs - usedWithinFreshTimes * freshMs;
}

/** Whether an entry is kept fresh: somebody read it lately, or at least its last answer. `usedAtMs` 0: nobody did. */
export function isInUse(
  { usedAtMs, fetchedAtMs }: { usedAtMs: number; fetchedAtMs: number },
  policy: Pick<CachePolicy, 'freshMs'>,
  nowMs: number,
): boolean {
  return usedAtMs > 0 && (usedAtMs >= fetchedAtMs || usedAtMs >= usedSince(policy, nowMs));
}

/** Whether it is known when it was changed, which a listing is compared with. */
function isDated({ itemUpdatedAt }: ValueEntry): boolean {
  return Date.parse(itemUpdatedAt) > 0;
}

/** A vault with an entry in use near its end, and all entries that memory holds of it. */
export interface DueVault extends VaultLoad {
  entries: HeldEntry[];
}

/**
 * The vaults of a manager that hold entries in use (`inUse`: how many items of each), and of those the ones to refresh: where such
 * an entry is near its end. `items` counts the items with entries in use: those are kept fresh, and all others go along
 * where they cost nothing.
 */
export function vaultsInUse(
  { id, credentialRevision, policy }: LoadedManager,
  nowMs: number,
): { due: Map<string, DueVault>; inUse: number[] } {
  const held: (HeldEntry & { vaultId: string; itemId: string; isOneUnit: boolean })[] = [];
  for (const { entry, usedAtMs } of entriesHeld(id, credentialRevision)) {
    if (entry.state !== 'value') continue;
    const locator = parseLocator(entry.boundReference);
    const { container: vaultId, unitId: itemId } = locator;
    const isKept = isInUse({ usedAtMs, fetchedAtMs: entry.fetchedAtMs }, policy, nowMs);
    held.push({ entry, isKept, vaultId, itemId, isOneUnit: isOneUnit(locator) && isDated(entry) });
  }
  const due = new Map<string, DueVault>();
  const inUse: number[] = [];
  for (const [vaultId, entries] of groupBy(held, (each) => each.vaultId)) {
    const kept = entries.filter(({ isKept }) => isKept);
    if (kept.length === 0) continue;
    const items = new Set(kept.map(({ itemId }) => itemId)).size;
    inUse.push(items);
    const oldestAtMs = Math.min(...kept.map(({ entry }) => entry.fetchedAtMs));
    if (nowMs - oldestAtMs < policy.freshMs * policy.refreshAheadRatio) continue;
    const hasOneUnit = kept.some((each) => each.isOneUnit);
    due.set(vaultId, { vaultId, items, isOneUnit: hasOneUnit, oldestAtMs, entries });
  }
  return { due, inUse };
}
