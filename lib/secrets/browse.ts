import { z } from 'zod';
import { type Allowance, allowanceOfCaller } from '@/lib/access/grants';
import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema, idSchema } from '@/lib/kernel/ids';
import { isReferenceId, parseReference } from '@/lib/kernel/reference';
import type { Place } from '@/lib/kernel/reference-pattern';
import type { LoadedManager } from '@/lib/managers/load';
import type { BrowseListing, BrowsePlace, ProviderVault } from '@/lib/providers/contract';
import { listPlace } from './list-place';
import type { ListingAge } from './listings';
import { reachManager } from './manager';

// Ids of the provider come in their own form; one that cannot be any is not found.
const vaultsInputSchema = idInputSchema.extend({ age: z.enum(['recent', 'new']).optional() });
const itemsInputSchema = vaultsInputSchema.extend({ vaultId: idSchema });
const fieldsInputSchema = itemsInputSchema.extend({ itemId: idSchema });

/** A vault as a caller sees it. `itemCount` is null where they may use some of its items only: nobody has counted these. */
export type BrowsedVault = Omit<ProviderVault, 'itemCount'> & { itemCount: number | null };

/** Whether all of a vault may be used: an item of any name may, which no pattern could be about. */
function isWhole(allowance: Allowance, { id, title }: ProviderVault): boolean {
  const nobodys = { item: '\u0000', field: '\u0000' };
  const anyField = { ids: { vault: id, ...nobodys }, titles: { vault: title, ...nobodys } };
  return allowance.allows(anyField);
}

type ListingOf<Level extends BrowseListing['level']> = Extract<BrowseListing, { level: Level }>;

/** The vaults a secret manager sees, as far as the caller’s projects may use something in them. Throws `forbidden`, `not_found`, `over_budget`, `provider_*`. */
export const browseVaults = verb({
  name: 'browseVaults',
  right: 'secret-manager:browse',
  input: vaultsInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<{ vaults: BrowsedVault[] }> => {
    const { vaults } = await browse(caller, input, 'vaults', { level: 'vaults' });
    const allowance = allowanceOfCaller(await reachManager(caller, input.id), caller);
    return {
      vaults: vaults.map((vault) => (isWhole(allowance, vault) ? vault : { ...vault, itemCount: null })),
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
    return browse(caller, input, 'items', { level: 'items', vaultId: input.vaultId });
  },
});

/** The fields of an item: labels, types, references; never values. Throws as `browseItems` does. */
export const browseFields = verb({
  name: 'browseFields',
  right: 'secret-manager:browse',
  input: fieldsInputSchema,
  audit: [],
  run: async ({ caller, input }) => {
    return browse(caller, input, 'fields', {
      level: 'fields',
      vaultId: input.vaultId,
      itemId: input.itemId,
    });
  },
});

async function browse<Level extends BrowseListing['level']>(
  caller: Caller,
  { id, age = 'recent' }: { id: string; age?: ListingAge },
  level: Level,
  place: BrowsePlace,
): Promise<ListingOf<Level>> {
  const ids = place.level === 'vaults' ? [] : [place.vaultId, ...('itemId' in place ? [place.itemId] : [])];
  if (!ids.every(isReferenceId)) throw new LatchkeyError('not_found');
  const manager = await reachManager(caller, id);
  const allowance = allowanceOfCaller(manager, caller);
  if (allowance.isAny) return atLevel(await listPlace(caller, manager, place, age), level);
  const above = await requireWay(caller, manager, place, allowance);
  return atLevel(narrowed(await listPlace(caller, manager, place, age), above, allowance), level);
}

/** What stands above a place, by ids and titles. A vault that leads to nothing allowed is not found, and not asked for. */
async function requireWay(
  caller: Caller,
  manager: LoadedManager,
  place: BrowsePlace,
  allowance: Allowance,
): Promise<Place> {
  if (place.level === 'vaults') return { ids: { vault: '' } };
  const vaults = await listPlace(caller, manager, { level: 'vaults' }, 'recent');
  const vault = vaults.level === 'vaults' ? vaults.vaults.find(({ id }) => id === place.vaultId) : undefined;
  const above = { ids: { vault: place.vaultId }, titles: { vault: vault?.title ?? place.vaultId } };
  if (!allowance.leadsThrough(above)) throw new LatchkeyError('not_found');
  return above;
}

/** What of a listing somebody may use, or find something below that they may. The rest is not shown. */
export function narrowed(listing: BrowseListing, above: Place, allowance: Allowance): BrowseListing {
  switch (listing.level) {
    case 'vaults':
      return {
        ...listing,
        vaults: listing.vaults.filter(({ id: vault, title }) =>
          allowance.leadsThrough({ ids: { vault }, titles: { vault: title } }),
        ),
      };
    case 'items':
      return {
        ...listing,
        items: listing.items.filter(({ id: item, title }) =>
          allowance.leadsThrough({
            ids: { ...above.ids, item },
            titles: { vault: above.titles?.vault ?? '', item: title },
          }),
        ),
      };
    case 'fields': {
      const fields = listing.fields.filter(({ reference, title, sectionTitle }) => {
        if (reference === '') return false;
        const titles = { vault: above.titles?.vault ?? '', item: listing.itemTitle, field: title };
        return allowance.allows({
          ids: parseReference(reference),
          titles: { ...titles, ...(sectionTitle ? { section: sectionTitle } : {}) },
        });
      });
      // Its title is as much as its fields are.
      if (fields.length === 0) throw new LatchkeyError('not_found');
      return { ...listing, fields };
    }
    case 'contents':
      return { ...listing, items: [] };
  }
}

/** Guarantee: a provider answers a place with the listing of its level; another one is an error of ours. */
function atLevel<Level extends BrowseListing['level']>(
  listing: BrowseListing,
  level: Level,
): ListingOf<Level> {
  if (listing.level !== level) throw new LatchkeyError('internal', { inside: 'a listing of another level' });
  return listing as ListingOf<Level>;
}
