import type { Allowance } from '@/lib/access/grants';
import type { Caller } from '@/lib/kernel/caller';
import { isLatchkeyError } from '@/lib/kernel/errors';
import type { Place } from '@/lib/kernel/reference-pattern';
import type { LoadedManager } from '@/lib/managers/load';
import type { BrowseListing, BrowsePlace } from '@/lib/providers/contract';
import { narrowed } from './browse';
import { listPlace } from './list-place';
import { isListed } from './listings';

/** What of a secret manager is listed, as far as an allowance goes. Undefined: it is not listed, and is not asked for. */
export interface Listed {
  at<Level extends 'vaults' | 'items' | 'fields'>(
    place: BrowsePlace & { level: Level },
    above: Place,
  ): Promise<Extract<BrowseListing, { level: Level }> | undefined>;
}

/** How many listings may be asked for besides those of the last two minutes, which are in memory. */
export interface Asks {
  vaults: number;
  items: number;
  fields: number;
}

export const asksNothing: Asks = { vaults: 0, items: 0, fields: 0 };

/**
 * Listings for looking something up: from memory, and as many of them asked of the provider as `asks` says, within the
 * caller's budget. `at` throws `over_budget`, `provider_*`, and what keeps a vault from being listed.
 */
export function openListed(caller: Caller, manager: LoadedManager, allowance: Allowance, asks: Asks): Listed {
  const left = { ...asks };
  return {
    async at(place, above) {
      const { level } = place;
      if (!isListed(manager, place)) {
        if (left[level] === 0) return undefined;
        left[level] -= 1;
      }
      try {
        const listing = narrowed(await listPlace(caller, manager, place, 'recent'), above, allowance);
        return ofLevel(listing, level);
      } catch (error) {
        // Gone meanwhile, or nothing in it may be used: there is nothing to be found.
        const isNothing = isLatchkeyError(error) && ['not_found', 'secret_not_found'].includes(error.code);
        if (isNothing) return undefined;
        throw error;
      }
    },
  };
}

/** Guarantee: a provider answers a place with the listing of its level. */
function ofLevel<Level extends BrowseListing['level']>(
  listing: BrowseListing,
  level: Level,
): Extract<BrowseListing, { level: Level }> | undefined {
  return listing.level === level ? (listing as Extract<BrowseListing, { level: Level }>) : undefined;
}
