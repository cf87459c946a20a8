import { ItemState } from '@1password/sdk';
import { findItem, findVault, type Named } from '@/lib/providers/onepassword/items/find-named';
import { isBoundById, type Reference } from '@/lib/providers/op/reference';
import { asProviderFailure, type ProviderFailure } from '@/lib/providers/provider-failure';
import type { ItemPlace } from './item-place';
import type { Job } from './sdk-call';
import { askSdk } from './sdk-call';
import { noteListing, type SeenOverview, seenSince } from './seen';
import { listVaults } from './vaults';

/** Where each reference's item lies, in the order asked, or why it cannot be found. */
export type Locations = (ItemPlace | ProviderFailure)[];

/**
 * Turns names of vaults and items into ids. A vault and an item both given by id are taken as they are, with no request, and
 * never looked up as titles, unlike the SDK: else whoever may write to a vault could put another item in a deleted one's
 * place. The rest costs one listing of the vaults and one of each vault's items, unless the job may use what was seen lately.
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

/** Looks names up in what was seen lately, and where that does not tell, in listings of its own, each asked for once. */
function createLookUp(job: Job): (reference: Reference) => Promise<ItemPlace> {
  const listedItems = new Map<string, Promise<readonly SeenOverview[]>>();
  let listedVaults: Promise<readonly Named[]> | undefined;
  const vaultsNow = () => {
    listedVaults ??= listVaults(job);
    return listedVaults;
  };
  const itemsNow = (vaultId: string) => {
    const items = listedItems.get(vaultId) ?? listItems(job, vaultId);
    listedItems.set(vaultId, items);
    return items;
  };
  return async (reference) => {
    const vault = vaultSeen(job, reference) ?? findVault(await vaultsNow(), reference.vault);
    const item = itemSeen(job, vault, reference) ?? findActive(await itemsNow(vault.id), reference.item);
    return { vaultId: vault.id, itemId: item.id };
  };
}

/**
 * Where a reference's item lies, by what was seen since the job's time alone; undefined when that does not tell for certain.
 */
export function placeSeen(job: Job, reference: Reference): ItemPlace | undefined {
  if (isBoundById(reference)) return { vaultId: reference.vault, itemId: reference.item };
  const vault = vaultSeen(job, reference);
  const item = vault && itemSeen(job, vault, reference);
  return vault && item && { vaultId: vault.id, itemId: item.id };
}

function vaultSeen({ account, seenSinceMs }: Job, { vault }: Reference): Named | undefined {
  return tryFind(seenSince(account.seen.vaults, seenSinceMs), (vaults) => findVault(vaults, vault));
}

function itemSeen(
  { account, seenSinceMs }: Job,
  { id }: Named,
  { item }: Reference,
): SeenOverview | undefined {
  return tryFind(seenSince(account.seen.listings.get(id), seenSinceMs), (items) => findActive(items, item));
}

/** What was seen lately never says that something is not there, or there twice: it may have come, or gone, since. */
function tryFind<T, Found>(seen: T | undefined, find: (seen: T) => Found): Found | undefined {
  try {
    return seen && find(seen);
  } catch {
    return undefined;
  }
}

/** The items of a vault, archived ones too. One request. */
export async function listItems(job: Job, vaultId: string): Promise<readonly SeenOverview[]> {
  const items = await askSdk(job, { vaultId }, (client) =>
    client.items.list(vaultId, { type: 'ByState', content: { active: true, archived: true } }),
  );
  noteListing(job.account.seen, vaultId, { atMs: job.nowMs, what: items });
  return items;
}

function findActive(items: readonly SeenOverview[], name: string): SeenOverview {
  const isActive = ({ state }: SeenOverview) => state === ItemState.Active;
  return findItem(
    items.filter(isActive),
    name,
    items.filter((item) => !isActive(item)),
  );
}
