import { setTimeout as sleep } from 'node:timers/promises';
import type { VaultOverview } from '@1password/sdk';
import { naturally } from '@/lib/kernel/natural-order';
import type { ProviderVault } from '@/lib/providers/contract';
import { cleanTitle } from '@/lib/providers/onepassword/items/clean-title';
import type { Job } from './sdk-call';
import { askSdk } from './sdk-call';

/** Every vault the account sees, by title. One request; also teaches the client the vaults' keys. */
export async function listVaults(job: Job): Promise<ProviderVault[]> {
  const overviews = await askSdk(job, {}, (client) => client.vaults.list());
  const { titles, seen } = job.account;
  seen.vaults = { atMs: job.nowMs, what: overviews.map(({ id, title }) => ({ id, title })) };
  titles.byId.clear();
  for (const { id, title } of overviews) titles.byId.set(id, cleanTitle(title));
  return overviews.map(presentVault).sort((one, other) => naturally(one.title, other.title));
}

/** The same with titles fit to be shown. */
export async function listShownVaults(job: Job): Promise<ProviderVault[]> {
  const vaults = await listVaults(job);
  return vaults.map((vault) => ({ ...vault, title: cleanTitle(vault.title) }));
}

const maxTitleTries = 3;

/**
 * Sees to it that the titles of these vaults are known, by at most one request, which teaches the vaults' keys as well. Titles
 * are for show: a failure is left for the read that follows, which meets the same trouble and tells it better, silence is
 * waited for `withinMs` alone, and neither is tried for ever.
 */
export async function learnVaults(job: Job, vaultIds: readonly string[], withinMs: number): Promise<void> {
  const { titles } = job.account;
  if (titles.failedTries >= maxTitleTries || vaultIds.every((id) => titles.byId.has(id))) return;
  titles.failedTries += 1;
  const listing = listVaults(job).then(() => {
    titles.failedTries = 0;
    for (const id of vaultIds) if (!titles.byId.has(id)) titles.byId.set(id, id);
  });
  await Promise.race([listing.catch(() => undefined), sleep(withinMs, undefined, { ref: false })]);
}

function presentVault({ id, title, activeItemCount }: VaultOverview): ProviderVault {
  return { id, title, itemCount: activeItemCount };
}
