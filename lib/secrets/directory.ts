import type { Caller } from '@/lib/kernel/caller';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { groupBy } from '@/lib/kernel/group-by';
import { isOneUnit, type Locator } from '@/lib/kernel/locator';
import { type LoadedManager, sessionOf } from '@/lib/managers/load';
import type {
  BrowsedContent,
  BrowsedItem,
  BrowseListing,
  FoundReference,
  ProviderVault,
} from '@/lib/providers/contract';
import { descriptorOf, requestsPerEnvironment } from '@/lib/providers/descriptors';
import { providerOf } from '@/lib/providers/registry';
import { takeRequests } from '@/lib/quota/caller-requests';
import { withCircuitBreaker } from './circuit-breaker';
import { summarizeAnswers } from './summarize-answers';
import { noteUnlistable } from './unlistable';

/** What a reference names now, or why that is not known. There is no place for a value. */
export type Identified =
  | { ok: true; found: FoundReference }
  | { ok: false; code: ErrorCode; isCertain: boolean };

type ListedEnvironment = BrowseListing & { level: 'variables' };

/** What a secret manager holds as it is now, asked for as it is needed and each thing once. */
export interface Directory {
  /** Whether `items` tells what a vault holds. Otherwise its items are known by their ids, which are their names. */
  listsVaults: boolean;
  /** By id, environments too. One request. */
  vaults(): Promise<ReadonlyMap<string, ProviderVault>>;
  /** Items of a vault by id, archived ones too. One request. Undefined: the token does not see the vault. */
  items(vaultId: string): Promise<ReadonlyMap<string, BrowsedItem> | undefined>;
  /**
   * Whether `items` of this vault gave none because something in it cannot be read, or the kind lists none: its items are there
   * by id.
   */
  isUnlistable(vaultId: string): boolean;
  /** Items with their fields, by id. As many a request as the provider reads. */
  contents(vaultId: string, itemIds: readonly string[]): Promise<ReadonlyMap<string, BrowsedContent>>;
  /** An environment with its variables. Undefined: the token may not read it, or it holds none that can be read. */
  variables(environmentId: string): Promise<ListedEnvironment | undefined>;
  /** What references name, on the path of a read, whose values are dropped. In the order asked. */
  identify(references: readonly Locator[]): Promise<Identified[]>;
}

// Four requests of the provider: within one deadline.
const mostAtOnce = 200;
const mostEnvironmentsAtOnce = 20;

/**
 * Opens the directory of a secret manager for one piece of work of a caller, whose budget its requests count against.
 * Nothing of it is cached beyond that, and no value is read into it. Its methods throw `provider_*`, `over_budget`.
 */
export function openDirectory(manager: LoadedManager, caller: Caller): Directory {
  const provider = providerOf(manager.provider);
  const { itemsPerRequest, listsContainers } = descriptorOf(manager.provider);
  const requestsFor = (items: number) => Math.ceil(items / itemsPerRequest);
  const requestsOf = (references: readonly Locator[]) => {
    const environments = new Set(references.filter(isOneUnit).map(({ unit }) => unit));
    const inItems = references.filter((reference) => !isOneUnit(reference));
    return requestsFor(inItems.length) + requestsPerEnvironment * environments.size;
  };
  const requestsToBrowse = (place: Parameters<typeof provider.browse>[1]) => {
    if (place.level === 'contents') return requestsFor(place.itemIds.length);
    return place.level === 'variables' ? requestsPerEnvironment : 1;
  };
  const browse = async (place: Parameters<typeof provider.browse>[1]) => {
    await takeRequests(caller, requestsToBrowse(place));
    return withCircuitBreaker(manager.id, () => provider.browse(sessionOf(manager), place));
  };
  const listed = new Map<string, Promise<ReadonlyMap<string, BrowsedItem> | undefined>>();
  const unlistable = new Set<string>();
  const read = new Map<string, BrowsedContent>();
  const environments = new Map<string, Promise<ListedEnvironment | undefined>>();
  let vaults: Promise<ReadonlyMap<string, ProviderVault>> | undefined;

  const listVaults = async () => {
    const listing = await browse({ level: 'vaults' });
    if (listing.level !== 'vaults') return byId([]);
    // What was bound in an environment as in a vault is looked at there.
    return byId([...listing.vaults, ...(listing.environments ?? [])]);
  };
  const listItems = async (vaultId: string) => {
    if (!listsContainers) {
      unlistable.add(vaultId);
      return new Map();
    }
    try {
      const listing = await browse({ level: 'items', vaultId, states: 'active-and-archived' });
      return byId(listing.level === 'items' ? listing.items : []);
    } catch (error) {
      if (noteUnlistable(manager, vaultId, error)) {
        unlistable.add(vaultId);
        return new Map();
      }
      if (isLatchkeyError(error) && error.code.startsWith('secret_')) return undefined;
      throw error;
    }
  };
  const listVariables = async (environmentId: string) => {
    try {
      const listing = await browse({ level: 'variables', environmentId });
      return listing.level === 'variables' ? listing : undefined;
    } catch (error) {
      if (isLatchkeyError(error) && error.code.startsWith('secret_')) return undefined;
      throw error;
    }
  };
  return {
    listsVaults: listsContainers,
    vaults() {
      vaults ??= listVaults();
      return vaults;
    },
    items(vaultId) {
      const items = listed.get(vaultId) ?? listItems(vaultId);
      listed.set(vaultId, items);
      return items;
    },
    isUnlistable: (vaultId) => unlistable.has(vaultId),
    async contents(vaultId, itemIds) {
      const left = [...new Set(itemIds)].filter((id) => !read.has(`${vaultId}/${id}`));
      for (let at = 0; at < left.length; at += mostAtOnce) {
        const listing = await browse({
          level: 'contents',
          vaultId,
          itemIds: left.slice(at, at + mostAtOnce),
        });
        for (const item of listing.level === 'contents' ? listing.items : [])
          read.set(`${vaultId}/${item.id}`, item);
      }
      const wanted = itemIds.flatMap((id) => read.get(`${vaultId}/${id}`) ?? []);
      return byId(wanted);
    },
    variables(environmentId) {
      const listed = environments.get(environmentId) ?? listVariables(environmentId);
      environments.set(environmentId, listed);
      return listed;
    },
    async identify(references) {
      const identified: Identified[] = [];
      const most = references.some(isOneUnit) ? mostEnvironmentsAtOnce : mostAtOnce;
      for (let at = 0; at < references.length; at += most) {
        const asked = references.slice(at, at + most);
        await takeRequests(caller, requestsOf(asked));
        const answers = await withCircuitBreaker(
          manager.id,
          () => provider.resolve(sessionOf(manager), asked),
          { summaryOf: summarizeAnswers },
        );
        for (const answer of answers) {
          identified.push(
            answer.ok
              ? { ok: true, found: answer.found }
              : { ok: false, code: answer.code, isCertain: answer.isCertain },
          );
        }
      }
      return identified;
    },
  };
}

/** Contents of items in several vaults, by `vault/item`. */
export async function contentsOf(
  directory: Directory,
  places: readonly { vaultId: string; itemId: string }[],
): Promise<Map<string, BrowsedContent>> {
  const found = new Map<string, BrowsedContent>();
  for (const [vaultId, group] of groupBy(places, (place) => place.vaultId)) {
    const contents = await directory.contents(
      vaultId,
      group.map(({ itemId }) => itemId),
    );
    for (const [itemId, content] of contents) found.set(`${vaultId}/${itemId}`, content);
  }
  return found;
}

function byId<T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((each) => [each.id, each]));
}
