import { ItemState } from '@1password/sdk';
import { isBoundById, isReferenceId, type Reference } from '@/lib/kernel/reference';
import { sentence } from '@/lib/kernel/sentence';
import type { ProviderVault } from '@/lib/providers/contract';
import type { ItemPlace } from './fetch-items';
import { asProviderFailure, certain, type ProviderFailure } from './provider-failure';
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
  let listedVaults: Promise<readonly NamedThing[]> | undefined;
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
    const item = itemSeen(job, vault, reference) ?? findItem(await itemsNow(vault.id), reference.item);
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

function vaultSeen({ account, seenSinceMs }: Job, { vault }: Reference): NamedThing | undefined {
  return tryFind(seenSince(account.seen.vaults, seenSinceMs), (vaults) => findVault(vaults, vault));
}

function itemSeen(
  { account, seenSinceMs }: Job,
  { id }: NamedThing,
  { item }: Reference,
): SeenOverview | undefined {
  return tryFind(seenSince(account.seen.listings.get(id), seenSinceMs), (items) => findItem(items, item));
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

type NamedThing = Pick<ProviderVault, 'id' | 'title'>;

function findVault(vaults: readonly NamedThing[], name: string): NamedThing {
  const found = byIdElseTitle(vaults, name);
  if (found.length > 1) throw certain('secret_ambiguous', sentence('vaultsNamed', { name }));
  const [vault] = found;
  if (!vault) throw certain('secret_not_found', sentence('noVaultNamed', { name }));
  return vault;
}

function findItem(items: readonly SeenOverview[], name: string): SeenOverview {
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
