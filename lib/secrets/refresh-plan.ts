/** Items that one request reads at most (@1password/sdk 0.5.0, items.getAll). */
export const itemsPerRequest = 50;

export interface VaultLoad {
  vaultId: string;
  /** Items with entries in use. */
  items: number;
}

/**
 * The cheapest way to keep vaults fresh, in requests: reading all items in use, or one listing of the vault that tells
 * which of them changed. Changes are few, so a listing wins as soon as reading takes more than one request.
 */
export function planRefresh(vaults: readonly VaultLoad[]): { listed: Set<string>; requests: number } {
  const listed = new Set<string>();
  let requests = 0;
  for (const { vaultId, items } of vaults) {
    const readings = Math.ceil(items / itemsPerRequest);
    if (readings > 1) listed.add(vaultId);
    requests += Math.min(readings, 1);
  }
  return { listed, requests };
}
