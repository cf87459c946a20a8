import { asLatchkeyError } from '@/lib/kernel/errors';
import type { LoadedManager } from '@/lib/managers/load';
import { policyInForce } from '@/lib/managers/trust';
import { clock } from '@/lib/platform/clock';
import { ifAttached } from '@/lib/platform/if-attached';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/singleton';
import { descriptorOf } from '@/lib/providers/descriptors';
import { backgroundAllowance } from '@/lib/quota/budget';
import { spentBy } from '@/lib/quota/ledger';
import { noteNeed } from '@/lib/quota/need';
import { syncFromTable } from './cluster-lock';
import { type DueVault, vaultsInUse } from './in-use';
import { planRefresh, refreshCost } from './refresh-plan';
import { refreshByListing, refreshByReading } from './refresh-vault';
import { warmMemory } from './warm-memory';

// What cannot be refreshed now is not looked at again by every read that finds it near its end.
const restMs = 1_000;
const restWithoutQuotaMs = 15_000;
const restAfterFailureMs = 5_000;

interface Refresher {
  flight?: Promise<void>;
  restsUntilMs: number;
  /** Vaults waited for want of quota at the last turn. */
  isYielding: boolean;
}

const refreshers = () => once('refresh-ahead', () => new Map<string, Refresher>());

/**
 * Keeps a manager's entries in use fresh, all together and at most once at a time: items are read fifty a request, and
 * where one listing of a vault is cheaper, that tells which items changed and only those are read. Behind the caller's
 * back, within the background share of the quota.
 */
export function refreshAhead(manager: LoadedManager): void {
  const refresher = refresherOf(manager);
  if (refresher.flight || clock().now() < refresher.restsUntilMs) return;
  const refresh = refreshAll(manager, refresher)
    .catch((error: unknown) => {
      // The next read of something old asks for itself then, and hears why: a refused token must not go unnoticed.
      refresher.isYielding = false;
      refresher.restsUntilMs = clock().now() + restAfterFailureMs;
      const { code, inside } = asLatchkeyError(error);
      log.info('secrets.refresh-ahead-failed', { managerId: manager.id, code, inside });
    })
    .finally(() => {
      refresher.flight = undefined;
    });
  refresher.flight = refresh;
}

/** Whether entries of this manager grow old for want of quota: what is known then serves, as stale. */
export function isYielding(manager: LoadedManager): boolean {
  return refresherOf(manager).isYielding;
}

/** Settles when no refresh is under way: for a graceful end, and for simulations. */
export async function refreshesSettled(): Promise<void> {
  await Promise.all([...refreshers().values()].map(({ flight }) => flight));
}

function refresherOf({ id, credentialRevision }: LoadedManager): Refresher {
  const name = `${id}:${credentialRevision}`;
  const known = refreshers().get(name);
  if (known) return known;
  const refresher: Refresher = { restsUntilMs: 0, isYielding: false };
  refreshers().set(name, refresher);
  return refresher;
}

/** Between two looks at what is in use. */
function lookEveryMs(manager: LoadedManager, nowMs: number): number {
  const { freshMs, trust, refreshAheadRatio } = policyInForce(manager, nowMs);
  return Math.max(freshMs, trust?.freshMs ?? 0) * refreshAheadRatio;
}

async function refreshAll(manager: LoadedManager, refresher: Refresher): Promise<void> {
  await ifAttached(
    () => warmMemory(manager),
    () => undefined,
  );
  const nowMs = clock().now();
  const kind = descriptorOf(manager.provider);
  const before = vaultsInUse(manager, nowMs);
  const { due, inUse } = (await syncFromTable(before.due)) ? vaultsInUse(manager, nowMs) : before;
  noteNeed(manager.id, {
    requests: inUse.reduce((sum, items) => sum + refreshCost(items, kind), 0),
    everyMs: lookEveryMs(manager, nowMs),
  });
  const requests = backgroundAllowance(await spentBy(manager.spender, manager.limits));
  const plan = planRefresh([...due.values()], { requests, ...kind });
  refresher.isYielding = plan.left.length > 0;
  refresher.restsUntilMs = nowMs + (refresher.isYielding ? restWithoutQuotaMs : restMs);
  if (refresher.isYielding)
    log.info('secrets.refresh-ahead-yields', { managerId: manager.id, count: plan.left.length });
  const entriesOf = (vaultId: string): DueVault['entries'] => due.get(vaultId)?.entries ?? [];
  await Promise.all([
    ...plan.read.map((vaultId) => refreshByReading(manager, entriesOf(vaultId))),
    ...plan.listed.map((vaultId) => refreshByListing(manager, vaultId, entriesOf(vaultId))),
  ]);
}
