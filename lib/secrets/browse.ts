import { z } from 'zod';
import { type Allowance, allowanceOfCaller } from '@/lib/access/grants';
import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema, idSchema } from '@/lib/kernel/ids';
import type { LoadedManager } from '@/lib/managers/load';
import type { BrowseListing, BrowsePlace, ProviderVault } from '@/lib/providers/contract';
import { descriptorOf } from '@/lib/providers/descriptors';
import { listPlace } from './list-place';
import type { ListingAge } from './listings';
import { reachManager } from './manager';
import { aboveOf, isWhole, type Named, narrowed } from './narrowed';

// Ids of the provider come in their own form; one that cannot be any is not found.
const vaultsInputSchema = idInputSchema.extend({ age: z.enum(['recent', 'new']).optional() });
const itemsInputSchema = vaultsInputSchema.extend({ vaultId: idSchema });
const fieldsInputSchema = itemsInputSchema.extend({ itemId: idSchema });

/** A vault as a caller sees it. `itemCount` is null where they may use some of its items only: nobody has counted these. */
export type BrowsedVault = Omit<ProviderVault, 'itemCount'> & { itemCount: number | null };

type ListingOf<Level extends BrowseListing['level']> = Extract<BrowseListing, { level: Level }>;

/** The vaults a secret manager sees, as far as the caller’s projects may use something in them. Throws `forbidden`, `not_found`, `over_budget`, `provider_*`. */
export const browseVaults = verb({
  name: 'browseVaults',
  right: 'secret-manager:browse',
  input: vaultsInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<{ vaults: BrowsedVault[] }> => {
    const { vaults } = await browseLevel(caller, input, 'vaults', { level: 'vaults' });
    const manager = await reachManager(caller, input.id);
    const allowance = allowanceOfCaller(manager, caller);
    const { grammar } = descriptorOf(manager.provider);
    return {
      vaults: vaults.map((vault) =>
        isWhole(grammar, allowance, vault) ? vault : { ...vault, itemCount: null },
      ),
    };
  },
});

/** The items of a vault: titles, ids, categories, dates. Throws `forbidden`, `not_found`, `secret_*`, `over_budget`, `provider_*`. */
export const browseItems = verb({
  name: 'browseItems',
  right: 'secret-manager:browse',
  input: itemsInputSchema,
  audit: [],
  run: async ({ caller, input }) => {
    return browseLevel(caller, input, 'items', { level: 'items', vaultId: input.vaultId });
  },
});

/** The fields of an item: labels, types, references; never values. Throws as `browseItems` does. */
export const browseFields = verb({
  name: 'browseFields',
  right: 'secret-manager:browse',
  input: fieldsInputSchema,
  audit: [],
  run: async ({ caller, input }) => {
    return browseLevel(caller, input, 'fields', {
      level: 'fields',
      vaultId: input.vaultId,
      itemId: input.itemId,
    });
  },
});

/** A listing of one level for a caller, as far as their projects may use something in it. Throws as `browseItems` does. */
export async function browseLevel<Level extends BrowseListing['level']>(
  caller: Caller,
  { id, age = 'recent' }: { id: string; age?: ListingAge },
  level: Level,
  place: BrowsePlace,
): Promise<ListingOf<Level>> {
  const ids = 'vaultId' in place ? [place.vaultId, ...('itemId' in place ? [place.itemId] : [])] : [];
  const manager = await reachManager(caller, id);
  const { grammar, listsContainers } = descriptorOf(manager.provider);
  if (!ids.every(grammar.isId)) throw new LatchkeyError('not_found');
  // Other kinds are browsed by path.
  if (level === 'items' && !listsContainers) throw new LatchkeyError('not_found');
  const allowance = allowanceOfCaller(manager, caller);
  if (allowance.isAny(grammar.scheme)) return atLevel(await listPlace(caller, manager, place, age), level);
  const above = await requireWay(caller, manager, place, allowance);
  const listing = await listPlace(caller, manager, place, age);
  return atLevel(narrowed(listing, { grammar, above }, allowance), level);
}

/** What stands above a place, by ids and titles. A vault that leads to nothing allowed is not found, and not asked for. */
async function requireWay(
  caller: Caller,
  manager: LoadedManager,
  place: BrowsePlace,
  allowance: Allowance,
): Promise<Named[]> {
  if (!('vaultId' in place)) return [];
  const vaults = await listPlace(caller, manager, { level: 'vaults' }, 'recent');
  const vault = vaults.level === 'vaults' ? vaults.vaults.find(({ id }) => id === place.vaultId) : undefined;
  const above = [{ id: place.vaultId, title: vault?.title ?? place.vaultId }];
  const { grammar } = descriptorOf(manager.provider);
  if (!allowance.leadsThrough(aboveOf(grammar, above))) throw new LatchkeyError('not_found');
  return above;
}

/** Guarantee: a provider answers a place with the listing of its level; another one is an error of ours. */
function atLevel<Level extends BrowseListing['level']>(
  listing: BrowseListing,
  level: Level,
): ListingOf<Level> {
  if (listing.level !== level) throw new LatchkeyError('internal', { inside: 'a listing of another level' });
  return listing as ListingOf<Level>;
}
