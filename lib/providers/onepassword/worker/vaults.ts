import { setTimeout as sleep } from 'node:timers/promises';
import { type VaultOverview, VaultType } from '@1password/sdk';
import { naturally } from '@/lib/kernel/natural-order';
import type { ProviderVault } from '@/lib/providers/contract';
import { cleanTitle } from '@/lib/providers/onepassword/items/clean-title';
import type { VaultKind } from '@/lib/providers/onepassword/items/environment';
import type { Job } from './sdk-call';
import { askSdk } from './sdk-call';

/** A vault, or an Environment, which the service lists among them. */
export type ListedVault = ProviderVault & { kind: VaultKind };

/** Every vault and Environment that the account sees, by title. One request; also teaches the client their keys. */
export async function listVaults(job: Job): Promise<ListedVault[]> {
  const overviews = await askSdk(job, {}, (client) => client.vaults.list());
  const { titles, seen } = job.account;
  seen.vaults = { atMs: job.nowMs, what: overviews.map(({ id, title }) => ({ id, title })) };
  titles.byId.clear();
  titles.kinds.clear();
  const vaults = overviews.map(presentVault);
  for (const { id, title, kind } of vaults) {
    titles.byId.set(id, cleanTitle(title));
    titles.kinds.set(id, kind);
  }
  return vaults.sort((one, other) => naturally(one.title, other.title));
}

/** The vaults and the Environments, with titles fit to be shown. */
export async function listShown(
  job: Job,
): Promise<{ vaults: ProviderVault[]; environments: ProviderVault[] }> {
  const listed = await listVaults(job);
  const of = (wanted: VaultKind) =>
    listed
      .filter(({ kind }) => kind === wanted)
      .map(({ id, title, itemCount }) => ({ id, title: cleanTitle(title), itemCount }));
  return { vaults: of('vault'), environments: of('environment') };
}

const maxTitleTries = 3;

/**
 * Sees to it that the titles of these vaults are known, by at most one request, which teaches the vaults' keys as well. Titles
 * are for show: a failure is left for the read that follows, which meets the same trouble and tells it better, silence is
 * waited for `withinMs` alone, and neither is tried for ever.
 */
export async function learnVaults(job: Job, vaultIds: readonly string[], withinMs: number): Promise<void> {
  const { titles } = job.account;
  if (vaultIds.every((id) => titles.byId.has(id))) return;
  if (!titles.learning && titles.failedTries >= maxTitleTries) return;
  titles.learning ??= learnOnce(job);
  const learnt = titles.learning.then((isLearnt) => {
    if (isLearnt) for (const id of vaultIds) if (!titles.byId.has(id)) titles.byId.set(id, id);
  });
  await Promise.race([learnt, sleep(withinMs, undefined, { ref: false })]);
}

/** One listing for all who want titles meanwhile. Answers whether it succeeded. */
async function learnOnce(job: Job): Promise<boolean> {
  const { titles } = job.account;
  titles.failedTries += 1;
  try {
    await listVaults(job);
    titles.failedTries = 0;
    return true;
  } catch {
    return false;
  } finally {
    delete titles.learning;
  }
}

// The SDK has no name for the type of Environments, and all others are known to it.
function presentVault({ id, title, activeItemCount, vaultType }: VaultOverview): ListedVault {
  const kind = vaultType === VaultType.Unsupported ? 'environment' : 'vault';
  return { id, title, itemCount: activeItemCount, kind };
}
