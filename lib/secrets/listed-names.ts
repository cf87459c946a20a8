import type { Allowance } from '@/lib/access/grants';
import type { Caller } from '@/lib/kernel/caller';
import type { LoadedManager } from '@/lib/managers/load';
import type { BrowsedItem, ProviderVault } from '@/lib/providers/contract';
import { asksNothing, type Listed, openListed, openListedEnvironments } from './listed';
import { isListed } from './listings';
import type { SearchHit } from './schema';

export interface ListedNames {
  hits: SearchHit[];
  /** How many items, and environments, are there whose fields are not listed; null where vaults or items are not listed either. */
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
  parts.push(await namesOfEnvironments(caller, manager, allowance));
  const isWhole = parts.every(({ unread }) => unread !== null);
  return {
    hits: parts.flatMap(({ hits }) => hits),
    unread: isWhole ? parts.reduce((sum, { unread }) => sum + (unread ?? 0), 0) : null,
  };
}

async function namesOfEnvironments(
  caller: Caller,
  manager: LoadedManager,
  allowance: Allowance,
): Promise<ListedNames> {
  const listed = await openListedEnvironments(caller, manager, allowance, asksNothing);
  const hits: SearchHit[] = [];
  let unread = 0;
  for (const environment of listed?.environments ?? []) {
    const { id: vaultId, title: vault } = environment;
    const of = { secretManagerId: manager.id, vaultId };
    hits.push({ ...of, kind: 'environment', titles: { vault } });
    if (!isListed(manager, { level: 'variables', environmentId: vaultId })) unread += 1;
    for (const { name, reference, times } of (await listed?.variablesOf(environment)) ?? []) {
      if (reference === '' || times > 1) continue;
      const titles = { vault, item: '', field: name };
      const shownReference = listed?.grammar.locate(titles).text ?? reference;
      hits.push({ ...of, kind: 'field', titles, reference, shownReference });
    }
  }
  return { hits, unread };
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
