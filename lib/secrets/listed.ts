import type { Allowance } from '@/lib/access/grants';
import type { Caller } from '@/lib/kernel/caller';
import { isLatchkeyError } from '@/lib/kernel/errors';
import type { ReferenceGrammar } from '@/lib/kernel/locator';
import type { LoadedManager } from '@/lib/managers/load';
import type { BrowsedVariable, BrowseListing, BrowsePlace } from '@/lib/providers/contract';
import { descriptorOf } from '@/lib/providers/descriptors';
import { listPlace } from './list-place';
import { isListed } from './listings';
import { aboveOf, type Named, narrowed } from './narrowed';

/** What of a secret manager is listed, as far as an allowance goes. Undefined: it is not listed, and is not asked for. */
export interface Listed {
  /** Of the references that are listed. */
  grammar: ReferenceGrammar;
  at<Level extends 'vaults' | 'items' | 'fields'>(
    place: BrowsePlace & { level: Level },
    above: readonly Named[],
  ): Promise<Extract<BrowseListing, { level: Level }> | undefined>;
}

/** The environments of a secret manager, as far as an allowance goes. */
export interface ListedEnvironments {
  /** Of references to their variables. */
  grammar: ReferenceGrammar;
  environments: readonly Named[];
  /** Undefined: they are not listed and not asked for, or none of them may be used. */
  variablesOf(environment: Named): Promise<readonly BrowsedVariable[] | undefined>;
}

/** How many listings may be asked for besides those of the last two minutes, which are in memory. */
export interface Asks {
  vaults: number;
  items: number;
  fields: number;
  variables?: number;
}

export const asksNothing: Asks = { vaults: 0, items: 0, fields: 0 };

/** They are listed with the vaults. Undefined: those are not listed, or the kind has none. Throws as `at` does. */
export async function openListedEnvironments(
  caller: Caller,
  manager: LoadedManager,
  allowance: Allowance,
  asks: Asks,
): Promise<ListedEnvironments | undefined> {
  const { environmentGrammar: grammar } = descriptorOf(manager.provider);
  const vaults = { level: 'vaults' } as const;
  if (!grammar || !isListed(manager, vaults)) return undefined;
  const listing = await listPlace(caller, manager, vaults, 'recent');
  const all = (listing.level === 'vaults' && listing.environments) || [];
  let left = asks.variables ?? 0;
  return {
    grammar,
    environments: all.filter((each) => allowance.leadsThrough(aboveOf(grammar, [each]))),
    async variablesOf(environment) {
      const place = { level: 'variables', environmentId: environment.id } as const;
      if (!isListed(manager, place)) {
        if (left === 0) return undefined;
        left -= 1;
      }
      return unlessNothing(async () => {
        const listed = await listPlace(caller, manager, place, 'recent');
        return ofLevel(narrowed(listed, { grammar, above: [environment] }, allowance), 'variables')
          ?.variables;
      });
    },
  };
}

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
      return unlessNothing(async () => {
        const listing = await listPlace(caller, manager, place, 'recent');
        return ofLevel(narrowed(listing, { grammar, above }, allowance), level);
      });
    },
  };
}

/** Gone meanwhile, or nothing in it may be used: there is nothing to be found. */
async function unlessNothing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isLatchkeyError(error) && ['not_found', 'secret_not_found'].includes(error.code)) return undefined;
    throw error;
  }
}

/** Guarantee: a provider answers a place with the listing of its level. */
function ofLevel<Level extends BrowseListing['level']>(
  listing: BrowseListing,
  level: Level,
): Extract<BrowseListing, { level: Level }> | undefined {
  return listing.level === level ? (listing as Extract<BrowseListing, { level: Level }>) : undefined;
}
