import type { Allowance } from '@/lib/access/grants';
import type { Caller } from '@/lib/kernel/caller';
import type { LoadedManager } from '@/lib/managers/load';
import type { BrowsedItem, ProviderVault } from '@/lib/providers/contract';
import { asksNothing, type Listed, openListed } from './listed';
import { isListed } from './listings';
import type { SearchHit } from './schema';

export interface ListedNames {
  hits: SearchHit[];
  /** How many items are there whose fields are not listed; null where vaults or items are not listed either. */
  unread: number | null;
}

/** Everything of a secret manager that is listed, as far as an allowance goes. No provider is asked. */
export async function listedNames(
  caller: Caller,
  manager: LoadedManager,
  allowance: Allowance,
): Promise<ListedNames> {
  const listed = openListed(caller, manager, allowance, asksNothing);
  const vaults = await listed.at({ level: 'vaults' }, []);
  if (!vaults) return { hits: [], unread: null };
  const parts = await Promise.all(vaults.vaults.map((vault) => namesIn(listed, manager, vault)));
  const isWhole = parts.every(({ unread }) => unread !== null);
  return {
    hits: parts.flatMap(({ hits }) => hits),
    unread: isWhole ? parts.reduce((sum, { unread }) => sum + (unread ?? 0), 0) : null,
  };
}

async function namesIn(listed: Listed, manager: LoadedManager, vault: ProviderVault): Promise<ListedNames> {
  const titles = { vault: vault.title };
  const of = { secretManagerId: manager.id, vaultId: vault.id };
  const hits: SearchHit[] = [{ ...of, kind: 'vault', titles }];
  const listing = await listed.at({ level: 'items', vaultId: vault.id }, [vault]);
  if (!listing) return { hits, unread: vault.itemCount === 0 ? 0 : null };
  let unread = 0;
  for (const item of listing.items) {
    const { id: itemId, title } = item;
    hits.push({ ...of, kind: 'item', itemId, titles: { ...titles, item: title } });
    const place = { level: 'fields', vaultId: vault.id, itemId } as const;
    if (isListed(manager, place)) hits.push(...(await fieldsOf(listed, of, vault, item)));
    else unread += 1;
  }
  return { hits, unread };
}

async function fieldsOf(
  listed: Listed,
  of: Pick<SearchHit, 'secretManagerId' | 'vaultId'>,
  vault: ProviderVault,
  item: BrowsedItem,
): Promise<SearchHit[]> {
  const place = { level: 'fields', vaultId: vault.id, itemId: item.id } as const;
  const listing = await listed.at(place, [vault, item]);
  return (listing?.fields ?? [])
    .filter(({ reference, offers }) => reference !== '' && offers.includes('value'))
    .map(({ title, sectionTitle, reference }) => {
      const titles = {
        vault: vault.title,
        item: item.title,
        ...(sectionTitle ? { section: sectionTitle } : {}),
        field: title,
      };
      const shown = listed.grammar.locate(titles).text;
      return { ...of, kind: 'field', itemId: item.id, titles, reference, shownReference: shown };
    });
}
