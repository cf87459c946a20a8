import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { isReferenceId } from '@/lib/kernel/reference';
import { sessionOf } from '@/lib/managers/load';
import type { BrowseListing, BrowsePlace } from '@/lib/providers/contract';
import { providerOf } from '@/lib/providers/registry';
import { type ListingAge, recallListing } from './listings';
import { reachManager } from './manager';
import { throughGate } from './through-gate';

type ListingOf<Level extends BrowseListing['level']> = Extract<BrowseListing, { level: Level }>;

/** The vaults a secret manager sees. Throws `forbidden`, `not_found`, `provider_*`. */
export async function browseVaults({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string; age?: ListingAge };
}) {
  return browse(caller, input, 'vaults', { level: 'vaults' });
}

/** The items of a vault: titles, ids, categories, dates. Throws `forbidden`, `not_found`, `secret_*`, `provider_*`. */
export async function browseItems({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string; vaultId: string; age?: ListingAge };
}) {
  return browse(caller, input, 'items', { level: 'items', vaultId: input.vaultId });
}

/** The fields of an item: labels, types, references; never values. Throws as `browseItems` does. */
export async function browseFields({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string; vaultId: string; itemId: string; age?: ListingAge };
}) {
  return browse(caller, input, 'fields', {
    level: 'fields',
    vaultId: input.vaultId,
    itemId: input.itemId,
  });
}

async function browse<Level extends BrowseListing['level']>(
  caller: Caller,
  { id, age = 'recent' }: { id: string; age?: ListingAge },
  level: Level,
  place: BrowsePlace,
): Promise<ListingOf<Level>> {
  requirePermission(caller, 'secret-manager:browse');
  const ids = place.level === 'vaults' ? [] : [place.vaultId, ...('itemId' in place ? [place.itemId] : [])];
  if (!ids.every(isReferenceId)) throw new LatchkeyError('not_found');
  const manager = await reachManager(caller, id);
  const listing = await recallListing(manager, place, age, () =>
    throughGate(manager.id, () => providerOf(manager.provider).browse(sessionOf(manager), place)),
  );
  return atLevel(listing, level);
}

/** Guarantee: a provider answers a place with the listing of its level; another one is an error of ours. */
function atLevel<Level extends BrowseListing['level']>(
  listing: BrowseListing,
  level: Level,
): ListingOf<Level> {
  if (listing.level !== level) throw new LatchkeyError('internal', { inside: 'a listing of another level' });
  return listing as ListingOf<Level>;
}
