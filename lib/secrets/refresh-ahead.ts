import type { Entry, ValueEntry } from '@/lib/cache/entry';
import { entriesHeld } from '@/lib/cache/memory';
import type { CachePolicy } from '@/lib/cache/schema';
import { nextGeneration } from '@/lib/cache/table';
import { touchEntries } from '@/lib/cache/touch';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { groupBy } from '@/lib/kernel/group-by';
import { parseReference, type Reference } from '@/lib/kernel/reference';
import { type LoadedManager, sessionOf } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/singleton';
import type { BrowsedItem } from '@/lib/providers/contract';
import { providerOf } from '@/lib/providers/registry';
import { mayWorkBehind } from '@/lib/quota/budget';
import { spentBy } from '@/lib/quota/ledger';
import { fly } from './flights';
import { planRefresh } from './refresh-plan';
import { throughGate } from './through-gate';

// An item changed again within its clock's second shows the same time: what changed this recently is read anyway.
const recentMs = 5_000;

const refreshes = () => once('refresh-ahead', () => new Map<string, Promise<void>>());

/**
 * Keeps a manager's entries in use fresh, all together and at most once at a time: items are read fifty a request, and
 * where one listing of a vault is cheaper, that tells which items changed and only those are read. Behind the caller's
 * back, within the background share of the quota.
 */
export function refreshAhead(manager: LoadedManager): void {
  const name = `${manager.id}:${manager.credentialRevision}`;
  if (refreshes().has(name)) return;
  const refresh = refreshAll(manager)
    .catch((error: unknown) => {
      const { code, inside } = asLatchkeyError(error);
      log.info('secrets.refresh-ahead-failed', { managerId: manager.id, code, inside });
    })
    .finally(() => refreshes().delete(name));
  refreshes().set(name, refresh);
}

/** Settles when no refresh is under way: for a graceful end, and for simulations. */
export async function refreshesSettled(): Promise<void> {
  await Promise.all(refreshes().values());
}

async function refreshAll(manager: LoadedManager): Promise<void> {
  const byVault = dueByVault(manager);
  const plan = planRefresh([...byVault].map(([vaultId, entries]) => ({ vaultId, items: itemsOf(entries) })));
  if (!mayWorkBehind(manager.plan, await spentBy(manager.spender), plan.requests)) {
    log.info('secrets.refresh-ahead-yields', { managerId: manager.id, count: plan.requests });
    return;
  }
  await Promise.all(
    [...byVault].map(([vaultId, entries]) =>
      plan.listed.has(vaultId) ? refreshByListing(manager, vaultId, entries) : readAll(manager, entries),
    ),
  );
}

/**
 * What to refresh: of each vault with an entry in use near its end, all entries near theirs. Those that nobody read
 * lately go along for nothing, since requests are counted by fifty items or by the listing.
 */
function dueByVault(manager: LoadedManager): Map<string, ValueEntry[]> {
  const inUse = new Set<string>();
  const due: { entry: ValueEntry; vaultId: string }[] = [];
  for (const { entry, isInUse } of entriesHeld(manager.id, manager.credentialRevision)) {
    if (entry.state !== 'value' || !isNearItsEnd(entry, manager.policy)) continue;
    const vaultId = parseReference(entry.boundReference).vault;
    due.push({ entry, vaultId });
    if (isInUse) inUse.add(vaultId);
  }
  const wanted = due.filter(({ vaultId }) => inUse.has(vaultId));
  const groups = groupBy(wanted, ({ vaultId }) => vaultId);
  return new Map([...groups].map(([vaultId, group]) => [vaultId, group.map(({ entry }) => entry)]));
}

async function refreshByListing(
  manager: LoadedManager,
  vaultId: string,
  entries: readonly ValueEntry[],
): Promise<void> {
  const generation = await nextGeneration();
  const atMs = clock().now();
  const items = await listItems(manager, vaultId);
  const isSame = (entry: ValueEntry) => {
    const listed = items.get(parseReference(entry.boundReference).item);
    if (!listed || listed.updatedAt !== entry.itemUpdatedAt) return false;
    return Date.parse(listed.updatedAt) < entry.fetchedAtMs - recentMs;
  };
  const same = entries.filter(isSame);
  await touchEntries(
    manager,
    same.map(({ key }) => key),
    { generation, atMs },
  );
  await readAll(
    manager,
    entries.filter((entry) => !isSame(entry)),
  );
}

async function listItems(manager: LoadedManager, vaultId: string): Promise<Map<string, BrowsedItem>> {
  const listing = await throughGate(manager.id, () =>
    providerOf(manager.provider).browse(sessionOf(manager), { level: 'items', vaultId }),
  );
  return new Map(listing.level === 'items' ? listing.items.map((item) => [item.id, item]) : []);
}

async function readAll(manager: LoadedManager, entries: readonly Entry[]): Promise<void> {
  await Promise.all(
    entries.map(({ key, reference }) => {
      const parsed: Reference = parseReference(reference);
      return fly(manager, { key, text: reference, reference: parsed });
    }),
  );
}

/** From half of its fresh time on an entry goes along: entries of one vault then age together. */
function isNearItsEnd(entry: Entry, policy: CachePolicy): boolean {
  return clock().now() - entry.fetchedAtMs >= policy.freshMs / 2;
}

function itemsOf(entries: readonly ValueEntry[]): number {
  return new Set(entries.map((entry) => parseReference(entry.boundReference).item)).size;
}
