import { type ItemOverview, ItemState } from '@1password/sdk';
import { isBoundById, isReferenceId, type Reference } from '@/lib/kernel/reference';
import { sentence } from '@/lib/kernel/sentence';
import type { ProviderVault } from '@/lib/providers/contract';
import type { ItemPlace } from './fetch-items';
import { asProviderFailure, certain, type ProviderFailure } from './provider-failure';
import type { Job } from './sdk-call';
import { askSdk } from './sdk-call';
import { listVaults } from './vaults';

/** Where each reference's item lies, in the order asked, or why it cannot be found. */
export type Locations = (ItemPlace | ProviderFailure)[];

/**
 * Turns names of vaults and items into ids. A vault and an item both given by id are taken as they are, with no request, and
 * never looked up as titles, unlike the SDK: else whoever may write to a vault could put another item in a deleted one's
 * place. The rest costs one listing of the vaults and one of each vault's items.
 */
export async function locateItems(job: Job, references: readonly Reference[]): Promise<Locations> {
  const named = references.filter((reference) => !isBoundById(reference));
  const lookUp = named.length > 0 ? createLookUp(job) : undefined;
  return Promise.all(
    references.map((reference) =>
      isBoundById(reference) || !lookUp
        ? { vaultId: reference.vault, itemId: reference.item }
        : lookUp(reference).catch(asProviderFailure),
    ),
  );
}

function createLookUp(job: Job): (reference: Reference) => Promise<ItemPlace> {
  const vaults = listVaults(job);
  const itemsByVault = new Map<string, Promise<ItemOverview[]>>();
  const itemsOf = (vaultId: string) => {
    const items = itemsByVault.get(vaultId) ?? listItems(job, vaultId);
    itemsByVault.set(vaultId, items);
    return items;
  };
  return async (reference) => {
    const vault = findVault(await vaults, reference.vault);
    const item = findItem(await itemsOf(vault.id), reference.item);
    return { vaultId: vault.id, itemId: item.id };
  };
}

/** The items of a vault, archived ones too. One request. */
async function listItems(job: Job, vaultId: string): Promise<ItemOverview[]> {
  return askSdk(job, { vaultId }, (client) =>
    client.items.list(vaultId, { type: 'ByState', content: { active: true, archived: true } }),
  );
}

function findVault(vaults: readonly ProviderVault[], name: string): ProviderVault {
  const found = byIdElseTitle(vaults, name);
  if (found.length > 1) throw certain('secret_ambiguous', sentence('vaultsNamed', { name }));
  const [vault] = found;
  if (!vault) throw certain('secret_not_found', sentence('noVaultNamed', { name }));
  return vault;
}

function findItem(items: readonly ItemOverview[], name: string): ItemOverview {
  const found = byIdElseTitle(
    items.filter(({ state }) => state === ItemState.Active),
    name,
  );
  if (found.length > 1) {
    throw certain('secret_ambiguous', sentence('itemsNamed', { name }));
  }
  const [item] = found;
  if (item) return item;
  const isArchived = byIdElseTitle(items, name).length > 0;
  throw certain(
    'secret_not_found',
    isArchived ? sentence('itemArchived') : sentence('noItemNamed', { name }),
  );
}

// An id goes before a title that looks like it; titles match whatever their case (both as in the SDK).
function byIdElseTitle<T extends { id: string; title: string }>(
  list: readonly T[],
  name: string,
): readonly T[] {
  const byId = isReferenceId(name) ? list.filter(({ id }) => id === name) : [];
  if (byId.length > 0) return byId;
  const wanted = name.toLowerCase();
  return list.filter(({ title }) => title.toLowerCase() === wanted);
}
