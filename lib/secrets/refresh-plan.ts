export interface VaultLoad {
  vaultId: string;
  /** Items with entries to refresh. */
  items: number;
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
 * one. With fewer requests than vaults, those with the oldest answers go first.
 */
export function planRefresh(
  vaults: readonly VaultLoad[],
  { requests, itemsPerRequest }: { requests: number; itemsPerRequest: number },
): RefreshPlan {
  const byAge = vaults.filter(({ items }) => items > 0).sort((a, b) => a.oldestAtMs - b.oldestAtMs);
  const chosen = byAge.slice(0, requests);
  return {
    read: chosen.filter(({ items }) => items <= itemsPerRequest).map(({ vaultId }) => vaultId),
    listed: chosen.filter(({ items }) => items > itemsPerRequest).map(({ vaultId }) => vaultId),
    left: byAge.slice(requests).map(({ vaultId }) => vaultId),
  };
}
