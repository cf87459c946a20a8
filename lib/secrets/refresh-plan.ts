import type { ProviderDescriptor } from '@/lib/providers/descriptors';

export interface VaultLoad {
  vaultId: string;
  /** Items with entries to refresh. */
  items: number;
  /** All of it is one unit, as an environment is: a listing tells whether that changed. */
  isOneUnit?: boolean;
  /** When the oldest answer among them came, milliseconds since the epoch. */
  oldestAtMs: number;
}

export interface RefreshPlan {
  /** Vaults whose items are all read, in one request. */
  read: string[];
  /** Vaults that are listed, which tells which items changed. */
  listed: string[];
  /** Vaults that wait, for want of requests. */
  left: string[];
}

/**
 * The cheapest way to keep vaults fresh: reading all items in use, or one listing of the vault that tells which of them
 * changed. Changes are few, so a listing wins as soon as reading takes more than one request; either way a vault costs
 * one. An environment is listed, for reading it takes two. Of a kind that lists no vaults all is read. With fewer requests than that takes, those with the oldest answers go first.
 */
export function planRefresh(
  vaults: readonly VaultLoad[],
  { requests, itemsPerRequest, listsContainers }: Refreshing & { requests: number },
): RefreshPlan {
  const byAge = vaults.filter(({ items }) => items > 0).sort((a, b) => a.oldestAtMs - b.oldestAtMs);
  const plan: RefreshPlan = { read: [], listed: [], left: [] };
  let spent = 0;
  for (const { vaultId, items, isOneUnit = false } of byAge) {
    const cost = refreshCost(items, { itemsPerRequest, listsContainers });
    if (spent + cost > requests) {
      spent = requests;
      plan.left.push(vaultId);
      continue;
    }
    spent += cost;
    const isRead = (items <= itemsPerRequest && !isOneUnit) || !listsContainers;
    (isRead ? plan.read : plan.listed).push(vaultId);
  }
  return plan;
}

/** How a kind of secret manager is read. */
export type Refreshing = Pick<ProviderDescriptor, 'itemsPerRequest' | 'listsContainers'>;

/** Requests that keep so many items of one vault fresh. */
export function refreshCost(items: number, { itemsPerRequest, listsContainers }: Refreshing): number {
  return listsContainers ? Math.min(items, 1) : Math.ceil(items / itemsPerRequest);
}
