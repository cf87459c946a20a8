import { sentence } from '@/lib/kernel/sentence';
import type { AccountWarning, ProviderAccount } from '@/lib/providers/contract';
import type { Job } from './sdk-call';
import { listShownVaults } from './vaults';

const manyVaults = 10;

/** What a signed-in service account sees. One request beyond signing in and the account's keys. */
export async function checkAccount(job: Job): Promise<ProviderAccount> {
  const vaults = await listShownVaults(job);
  const { signInOrigin, serviceAccount } = job.account.session;
  return { signInAddress: signInOrigin, serviceAccount, vaults, warnings: warningsFor(vaults.length) };
}

// `can_write` is left out: @1password/sdk 0.5.0 tells nothing by which a service account would know its own access.
function warningsFor(vaultCount: number): AccountWarning[] {
  if (vaultCount === 0) {
    return [{ code: 'sees_no_vault', says: sentence('seesNoVault') }];
  }
  if (vaultCount > manyVaults) {
    return [{ code: 'sees_many_vaults', says: sentence('seesManyVaults', { vaults: vaultCount }) }];
  }
  return [];
}
