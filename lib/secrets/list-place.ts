import type { Caller } from '@/lib/kernel/caller';
import { type LoadedManager, sessionOf } from '@/lib/managers/load';
import type { BrowseListing, BrowsePlace } from '@/lib/providers/contract';
import { providerOf } from '@/lib/providers/registry';
import { takeRequests } from '@/lib/quota/caller-requests';
import { askForPlace } from './caller-budget';
import { withCircuitBreaker } from './circuit-breaker';
import { listVault } from './list-vault';
import { isListed, type ListingAge, recallListing } from './listings';

/**
 * A listing for a caller: from memory it costs nothing; what has to be asked of the provider counts against the caller's
 * budget. Throws `over_budget`, `secret_*`, `provider_*`.
 */
export async function listPlace(
  caller: Caller,
  manager: LoadedManager,
  place: BrowsePlace,
  age: ListingAge,
): Promise<BrowseListing> {
  const list = () =>
    recallListing(manager, place, age, () =>
      place.level === 'items'
        ? listVault(manager, place.vaultId, caller)
        : withCircuitBreaker(manager.id, () =>
            providerOf(manager.provider).browse(sessionOf(manager), place),
          ),
    );
  if (age === 'recent' && isListed(manager, place)) return list();
  // Nobody names the vaults: that they are listed is no guess.
  if (place.level !== 'vaults') return askForPlace(caller, list);
  await takeRequests(caller);
  return list();
}
