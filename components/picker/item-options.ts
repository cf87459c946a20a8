import type { Vault } from './binding';
import { type FoundItem, fold, searchItems } from './search';

export type ItemOption = { kind: 'vault'; vault: Vault } | { kind: 'item'; item: FoundItem };

// Each vault's listing costs requests: a service account that sees more vaults than this opens them one by one.
export const allVaultsLimit = 12;

/** Vaults and items that fit the search: vaults first, and only where one is still to be chosen. */
export function itemOptions(
  vaults: readonly Vault[],
  items: readonly FoundItem[],
  text: string,
  place: 'all-vaults' | 'one-vault',
): ItemOption[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const isTooMany = vaults.length > allVaultsLimit;
  const shownVaults =
    place === 'all-vaults' && (isTooMany || words.length > 0)
      ? vaults.filter(({ title }) => words.every((word) => fold(title).includes(word)))
      : [];
  return [
    ...shownVaults.map((vault): ItemOption => ({ kind: 'vault', vault })),
    ...searchItems(items, text).map((item): ItemOption => ({ kind: 'item', item })),
  ];
}

/** A key for React. */
export function itemOptionKey(option: ItemOption): string {
  return option.kind === 'vault' ? option.vault.id : `${option.item.vaultId}/${option.item.id}`;
}
