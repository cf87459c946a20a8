import type { ValueEntry } from '@/lib/cache/entry';
import { freshForMs, type PolicyInForce } from '@/lib/cache/freshness';
import { entriesHeld } from '@/lib/cache/memory';
import { isInSample } from '@/lib/cache/sample';
import { groupBy } from '@/lib/kernel/group-by';
import { isOneUnit } from '@/lib/kernel/locator';
import type { LoadedManager } from '@/lib/managers/load';
import { policyInForce } from '@/lib/managers/trust';
import { parseLocator } from '@/lib/providers/references';
import type { VaultLoad } from './refresh-plan';

// Read by somebody within so many fresh times, an entry counts as used still.
const usedWithinFreshTimes = 6;

export interface HeldEntry {
  entry: ValueEntry;
  isKept: boolean;
}

/** Since when an entry must have been read to count as used still, whatever was answered since. */
export function usedSince(
  { freshMs, trust }: Pick<PolicyInForce, 'freshMs' | 'trust'>,
  nowMs: number,
): number {
  return nowMs - usedWithinFreshTimes * Math.max(freshMs, trust?.freshMs ?? 0);
}

/** Whether an entry is kept fresh: somebody read it lately, or at least its last answer. `usedAtMs` 0: nobody did. */
export function isInUse(
  { usedAtMs, fetchedAtMs }: { usedAtMs: number; fetchedAtMs: number },
  policy: Pick<PolicyInForce, 'freshMs' | 'trust'>,
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
  manager: LoadedManager,
  nowMs: number,
): { due: Map<string, DueVault>; inUse: number[] } {
  const { id, credentialRevision } = manager;
  const policy = policyInForce(manager, nowMs);
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
    if (nowMs - oldestAtMs < dueAfterMs(`${id} ${vaultId}`, kept, policy, nowMs)) continue;
    const hasOneUnit = kept.some((each) => each.isOneUnit);
    due.set(vaultId, { vaultId, items, isOneUnit: hasOneUnit, oldestAtMs, entries });
  }
  return { due, inUse };
}

/**
 * How old the oldest answer in a vault may become before it is refreshed. Where a feed is trusted, one round in a hundred goes by
 * the policy alone: that look finds what the feed does not tell.
 */
function dueAfterMs(
  name: string,
  kept: readonly { entry: ValueEntry }[],
  policy: PolicyInForce,
  nowMs: number,
): number {
  const byPolicyMs = policy.freshMs * policy.refreshAheadRatio;
  if (policy.trust && isInSample(name, byPolicyMs, nowMs)) return byPolicyMs;
  const freshMs = Math.min(...kept.map(({ entry }) => freshForMs(entry.fetchedAtMs, policy)));
  return freshMs * policy.refreshAheadRatio;
}
