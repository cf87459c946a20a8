import type { VaultOverview } from '@1password/sdk';
import type { ProviderVault } from '@/lib/providers/contract';
import type { Account } from './accounts';
import { askSdk } from './sdk-call';

/** Every vault the account sees, by title. One request; also teaches the client the vaults' keys. */
export async function listVaults(account: Account): Promise<ProviderVault[]> {
  const overviews = await askSdk(account, {}, (client) => client.vaults.list());
  account.vaultTitles = new Map(overviews.map(({ id, title }) => [id, title]));
  return overviews.map(presentVault).sort((one, other) => one.title.localeCompare(other.title));
}

const maxTitleTries = 3;

/**
 * Sees to it that the titles of these vaults are known, by at most one request. Titles are for show: a failure is left for
 * the read that follows, which meets the same trouble and tells it better, and is not tried for ever.
 */
export async function learnVaults(account: Account, vaultIds: readonly string[]): Promise<void> {
  if (account.titleTries >= maxTitleTries) return;
  if (vaultIds.every((id) => account.vaultTitles.has(id))) return;
  account.titleTries += 1;
  try {
    await listVaults(account);
  } catch {
    return;
  }
  account.titleTries = 0;
  for (const id of vaultIds) if (!account.vaultTitles.has(id)) account.vaultTitles.set(id, id);
}

function presentVault({ id, title, activeItemCount }: VaultOverview): ProviderVault {
  return { id, title, itemCount: activeItemCount };
}
