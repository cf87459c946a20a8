import type { Allowance } from '@/lib/access/grants';
import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { groupBy } from '@/lib/kernel/group-by';
import { type LoadedManager, sessionOf } from '@/lib/managers/load';
import { descriptorOf } from '@/lib/providers/descriptors';
import { providerOf } from '@/lib/providers/registry';
import { takeRequests } from '@/lib/quota/caller-requests';
import { withCircuitBreaker } from './circuit-breaker';
import { asksNothing, openListed, openListedEnvironments } from './listed';
import { isListed, rememberListing } from './listings';
import { reachManager } from './manager';
import { type ReadForSearch, readForSearchInputSchema } from './schema';
import { allowanceFor } from './search';

// What the picker lists of its own accord too.
const mostVaults = 12;
// Four requests of a provider that reads fifty at a time.
const mostItems = 200;
// Two requests each.
const mostEnvironments = 6;

/**
 * Lists what a search of one secret manager needs and is not listed yet: vaults, items, the names of
 * fields, of 200 items at most, and those of variables, of six environments at most. Once for everybody: it stays listed as long as any listing. Counts against
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
    return { left: missing.length - asked.length + (await readVariables(caller, manager, allowance)) };
  },
});

/** Answers of how many environments the variables are left, those that cannot be read included. */
async function readVariables(caller: Caller, manager: LoadedManager, allowance: Allowance): Promise<number> {
  const asks = { ...asksNothing, variables: mostEnvironments };
  const listed = await openListedEnvironments(caller, manager, allowance, asks);
  const isUnread = ({ id: environmentId }: { id: string }) =>
    !isListed(manager, { level: 'variables', environmentId });
  const missing = (listed?.environments ?? []).filter(isUnread);
  for (const environment of missing.slice(0, mostEnvironments)) {
    await listed?.variablesOf(environment).catch((error: unknown) => {
      // Its own trouble keeps nobody from the others.
      if (!isLatchkeyError(error) || !error.code.startsWith('secret_')) throw error;
    });
  }
  return missing.filter(isUnread).length;
}
