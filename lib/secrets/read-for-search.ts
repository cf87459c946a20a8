import { verb } from '@/lib/access/verb';
import { groupBy } from '@/lib/kernel/group-by';
import { sessionOf } from '@/lib/managers/load';
import { descriptorOf } from '@/lib/providers/descriptors';
import { providerOf } from '@/lib/providers/registry';
import { takeRequests } from '@/lib/quota/caller-requests';
import { withCircuitBreaker } from './circuit-breaker';
import { openListed } from './listed';
import { isListed, rememberListing } from './listings';
import { reachManager } from './manager';
import { type ReadForSearch, readForSearchInputSchema } from './schema';
import { allowanceFor } from './search';

// What the picker lists of its own accord too.
const mostVaults = 12;
// Four requests of a provider that reads fifty at a time.
const mostItems = 200;

/**
 * Lists what a search of one secret manager needs and is not listed yet: vaults, items, and the names of
 * fields, of 200 items at most. Once for everybody: it stays listed as long as any listing. Counts against
 * the caller's budget. Throws `forbidden`, `not_found`, `over_budget`, `secret_*`, `provider_*`.
 */
export const readForSearch = verb({
  name: 'readForSearch',
  right: 'secret-manager:browse',
  input: readForSearchInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<ReadForSearch> => {
    const manager = await reachManager(caller, input.secretManagerId);
    const allowance = allowanceFor(caller, manager, input.connection);
    const listed = openListed(caller, manager, allowance, { vaults: 1, items: mostVaults, fields: 0 });
    const vaults = await listed.at({ level: 'vaults' }, []);
    const items: { vaultId: string; itemId: string }[] = [];
    for (const vault of vaults?.vaults ?? []) {
      const vaultId = vault.id;
      const listing = await listed.at({ level: 'items', vaultId }, [vault]);
      items.push(...(listing?.items ?? []).map(({ id: itemId }) => ({ vaultId, itemId })));
    }
    const missing = items.filter((item) => !isListed(manager, { level: 'fields', ...item }));
    const asked = missing.slice(0, mostItems);
    for (const [vaultId, of] of groupBy(asked, (item) => item.vaultId)) {
      const itemIds = of.map(({ itemId }) => itemId);
      await takeRequests(caller, Math.ceil(itemIds.length / descriptorOf(manager.provider).itemsPerRequest));
      const listing = await withCircuitBreaker(manager.id, () =>
        providerOf(manager.provider).browse(sessionOf(manager), { level: 'contents', vaultId, itemIds }),
      );
      for (const item of listing.level === 'contents' ? listing.items : []) {
        if (!item.ok) continue;
        const { id: itemId, title: itemTitle, fields } = item;
        rememberListing(
          manager,
          { level: 'fields', vaultId, itemId },
          { level: 'fields', itemTitle, fields },
        );
      }
    }
    return { left: missing.length - asked.length };
  },
});
