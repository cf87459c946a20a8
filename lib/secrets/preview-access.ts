import { z } from 'zod';
import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { idSchema } from '@/lib/kernel/ids';
import { patternSet } from '@/lib/kernel/reference-pattern';
import { type AccessPreview, previewInputSchema } from '@/lib/managers/access-schema';
import type { BrowsedItem, BrowsePlace, ProviderVault } from '@/lib/providers/contract';
import { listPlace } from './list-place';
import { reachManager } from './manager';

const mostItems = 100;
// Each vault that is let through in part costs a request: beyond this many, patterns are not told unmatched.
const mostVaults = 20;

/**
 * What patterns let through of a secret manager now, from listings of the last two minutes: the vaults, and of those that
 * are let through in part the items. Changes nothing. Throws `forbidden`, `not_found`, `invalid_input`, `over_budget`, `provider_*`.
 */
export const previewAccess = verb({
  name: 'previewAccess',
  right: 'secret-manager:write',
  input: z.object({ id: idSchema, ...previewInputSchema.shape }),
  audit: [],
  run: async ({ caller, input }): Promise<AccessPreview> => {
    const manager = await reachManager(caller, input.id);
    requireMay(caller, 'secret-manager:write', manager);
    const set = patternSet(input.patterns);
    const single = input.patterns.map((text) => ({ text, set: patternSet([text]) }));
    const seen = new Set<string>();
    const list = (place: BrowsePlace) => listPlace(caller, manager, place, 'recent');
    const listing = await list({ level: 'vaults' });
    const vaults: AccessPreview['vaults'] = [];
    for (const vault of listing.level === 'vaults' ? listing.vaults : []) {
      const match = matchOf(set, vault);
      const isRead = match === 'part' && vaults.filter((each) => each.match === 'part').length < mostVaults;
      const listed = isRead ? await list({ level: 'items', vaultId: vault.id }) : undefined;
      const all = listed?.level === 'items' ? listed.items : [];
      const items = all.filter((item) => set.leadsThrough(placeOf(vault, item)));
      for (const { text, set: one } of single) {
        if (matchOf(one, vault) === 'whole' || items.some((item) => one.leadsThrough(placeOf(vault, item))))
          seen.add(text);
      }
      vaults.push({
        id: vault.id,
        title: vault.title,
        match: match === 'part' && isRead && items.length === 0 ? 'none' : match,
        itemCount: match === 'whole' ? vault.itemCount : items.length,
        items: items.slice(0, mostItems).map(({ id, title }) => ({ id, title })),
      });
    }
    return { vaults, unmatched: input.patterns.filter((text) => !seen.has(text)) };
  },
});

/** Whether a vault is let through whole: an item of any name is, which no item could be named after. */
function matchOf(set: ReturnType<typeof patternSet>, vault: ProviderVault): 'whole' | 'part' | 'none' {
  const anyItem = placeOf(vault, { id: '\u0000', title: '\u0000' });
  const anyField = {
    ids: { ...anyItem.ids, field: '\u0000' },
    titles: { ...anyItem.titles, field: '\u0000' },
  };
  if (set.allows(anyField)) return 'whole';
  return set.leadsThrough({ ids: { vault: vault.id }, titles: { vault: vault.title } }) ? 'part' : 'none';
}

function placeOf(vault: ProviderVault, item: Pick<BrowsedItem, 'id' | 'title'>) {
  return { ids: { vault: vault.id, item: item.id }, titles: { vault: vault.title, item: item.title } };
}
