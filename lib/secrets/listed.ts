import type { Allowance } from '@/lib/access/grants';
import type { Caller } from '@/lib/kernel/caller';
import { isLatchkeyError } from '@/lib/kernel/errors';
import type { ReferenceGrammar } from '@/lib/kernel/locator';
import type { LoadedManager } from '@/lib/managers/load';
import type { BrowseListing, BrowsePlace } from '@/lib/providers/contract';
import { descriptorOf } from '@/lib/providers/descriptors';
import { listPlace } from './list-place';
import { isListed } from './listings';
import { type Named, narrowed } from './narrowed';

/** What of a secret manager is listed, as far as an allowance goes. Undefined: it is not listed, and is not asked for. */
export interface Listed {
  /** Of the references that are listed. */
  grammar: ReferenceGrammar;
  at<Level extends 'vaults' | 'items' | 'fields'>(
    place: BrowsePlace & { level: Level },
    above: readonly Named[],
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
  const { grammar, listsContainers } = descriptorOf(manager.provider);
  return {
    grammar,
    async at(place, above) {
      const { level } = place;
      if (level === 'items' && !listsContainers) return undefined;
      if (!isListed(manager, place)) {
        if (left[level] === 0) return undefined;
        left[level] -= 1;
      }
      try {
        const listing = await listPlace(caller, manager, place, 'recent');
        return ofLevel(narrowed(listing, { grammar, above }, allowance), level);
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
