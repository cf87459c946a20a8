import type { Caller } from '@/lib/kernel/caller';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { naturally } from '@/lib/kernel/natural-order';
import { type LoadedManager, sessionOf } from '@/lib/managers/load';
import type { BrowsedContent, BrowsedItem, BrowseListing } from '@/lib/providers/contract';
import { descriptorOf } from '@/lib/providers/descriptors';
import { providerOf } from '@/lib/providers/registry';
import { takeRequests } from '@/lib/quota/caller-requests';
import { withCircuitBreaker } from './circuit-breaker';
import { knownItems, noteListed, noteUnlistable } from './unlistable';

// Four requests of the provider: within one deadline.
const mostAtOnce = 200;

type Listing = BrowseListing & { level: 'items' };

/**
 * The items of a vault. Where one of them keeps the vault from being listed, those that Latchkey knows by id and that can
 * be read, and why the others are missing: those requests count against the caller's budget. Throws `secret_*`, `provider_*`,
 * `over_budget`; `secret_unreadable` when it knows none.
 */
export async function listVault(manager: LoadedManager, vaultId: string, caller: Caller): Promise<Listing> {
  try {
    const listing = await withCircuitBreaker(manager.id, () =>
      providerOf(manager.provider).browse(sessionOf(manager), { level: 'items', vaultId }),
    );
    noteListed(manager, vaultId);
    return { level: 'items', items: listing.level === 'items' ? listing.items : [] };
  } catch (error) {
    if (!noteUnlistable(manager, vaultId, error)) throw error;
    const items = await readKnown(manager, vaultId, caller);
    if (items.length === 0) throw error;
    return { level: 'items', items, unreadable: asLatchkeyError(error).says };
  }
}

async function readKnown(manager: LoadedManager, vaultId: string, caller: Caller): Promise<BrowsedItem[]> {
  const ids = await knownItems(manager, vaultId);
  const contents: BrowsedContent[] = [];
  for (let at = 0; at < ids.length; at += mostAtOnce) {
    const itemIds = ids.slice(at, at + mostAtOnce);
    await takeRequests(caller, Math.ceil(itemIds.length / descriptorOf(manager.provider).itemsPerRequest));
    const listing = await withCircuitBreaker(manager.id, () =>
      providerOf(manager.provider).browse(sessionOf(manager), { level: 'contents', vaultId, itemIds }),
    );
    if (listing.level === 'contents') contents.push(...listing.items);
  }
  return contents.flatMap((content) => (content.ok ? [itemOf(content)] : [])).sort(byTitle);
}

function itemOf({ id, title, category, createdAt, updatedAt }: BrowsedContent & { ok: true }): BrowsedItem {
  return { id, title, category, createdAt, updatedAt };
}

function byTitle(one: BrowsedItem, other: BrowsedItem): number {
  return naturally(one.title, other.title);
}
