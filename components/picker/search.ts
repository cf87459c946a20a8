import { fold, tierOfFolded, wordsOf } from '@/lib/kernel/fold';
import type { Item } from './binding';

/** An item with what a search looks at, made once per listing. */
export interface FoundItem extends Item {
  vaultId: string;
  vaultTitle: string;
  foldedTitle: string;
  foldedAll: string;
  /** Another item of the same vault has the same title: it takes more to tell them apart. */
  isTwin: boolean;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** “API key”, “api_key” and “apiKey” are one name. */
export function squeezed(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, '');
}

interface VaultListing {
  vaultId: string;
  vaultTitle: string;
  items: readonly Item[];
}

// Ten thousand titles take long to fold and sort: each listing is indexed once, however often a picker opens.
const indexed = new WeakMap<readonly Item[], { vaultTitle: string; found: readonly FoundItem[] }>();

/** Items of some vaults, in the order of their titles, ready to be searched. */
export function indexItems(listings: readonly VaultListing[]): readonly FoundItem[] {
  const parts = listings.map(indexVault);
  // Each part is in order already, which is what makes this sort cheap.
  return parts.length === 1 ? (parts[0] ?? []) : parts.flat().sort(byTitle);
}

function indexVault(listing: VaultListing): readonly FoundItem[] {
  const known = indexed.get(listing.items);
  if (known?.vaultTitle === listing.vaultTitle) return known.found;
  const { vaultId, vaultTitle, items } = listing;
  const foldedVault = fold(vaultTitle);
  const counts = new Map<string, number>();
  const folded = items.map((item) => {
    const foldedTitle = fold(item.title);
    counts.set(foldedTitle, (counts.get(foldedTitle) ?? 0) + 1);
    return { ...item, vaultId, vaultTitle, foldedTitle, foldedAll: `${foldedTitle} ${foldedVault}` };
  });
  const found = folded
    .map((item) => ({ ...item, isTwin: (counts.get(item.foldedTitle) ?? 0) > 1 }))
    .sort(byTitle);
  indexed.set(items, { vaultTitle, found });
  return found;
}

function byTitle(one: FoundItem, other: FoundItem): number {
  return collator.compare(one.title, other.title);
}

/** The items in whose title or vault every word of the query occurs; titles that begin with it come first. */
export function searchItems(items: readonly FoundItem[], query: string): readonly FoundItem[] {
  const words = wordsOf(query);
  if (words.length === 0) return items;
  const tiers: FoundItem[][] = [[], [], [], []];
  for (const item of items) {
    const tier = tierOfFolded(item.foldedTitle, item.foldedAll, words);
    if (tier !== undefined) tiers[tier]?.push(item);
  }
  return tiers.flat();
}
