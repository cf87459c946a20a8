import type { AccountWarning, ProviderAccount } from '@/lib/providers/contract';
import type { Job } from './sdk-call';
import { listVaults } from './vaults';

const manyVaults = 10;

/** What a signed-in service account sees. One request beyond signing in and the account's keys. */
export async function checkAccount(job: Job): Promise<ProviderAccount> {
  const vaults = await listVaults(job);
  const { signInOrigin, serviceAccount } = job.account.session;
  return { signInAddress: signInOrigin, serviceAccount, vaults, warnings: warningsFor(vaults.length) };
}

// `can_write` is left out: @1password/sdk 0.5.0 tells nothing by which a service account would know its own access.
function warningsFor(vaultCount: number): AccountWarning[] {
  if (vaultCount === 0) {
    const message = 'This service account sees no vault. Make one that may read a vault.';
    return [{ code: 'sees_no_vault', message }];
  }
  if (vaultCount > manyVaults) {
    const message = `This service account sees ${vaultCount} vaults. Make one that sees only those that workloads need.`;
    return [{ code: 'sees_many_vaults', message }];
  }
  return [];
}
