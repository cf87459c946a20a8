import { messageFor } from '@/lib/kernel/message';
import type { ProviderAccount } from '@/lib/providers/contract';
import { vaultWarnings } from '@/lib/providers/vault-warnings';
import type { Job } from './sdk-call';
import { listShown } from './vaults';

/** What a signed-in service account sees. One request beyond signing in and the account's keys. */
export async function checkAccount(job: Job): Promise<ProviderAccount> {
  const { vaults, environments } = await listShown(job);
  const { signInOrigin, serviceAccount } = job.account.session;
  return {
    signInAddress: signInOrigin,
    serviceAccount,
    vaults,
    environments,
    // A service account may be limited to Environments.
    warnings: vaults.length === 0 && environments.length > 0 ? [] : vaultWarnings(vaults.length, warnings),
  };
}

// `can_write` is left out: @1password/sdk 0.5.0 tells nothing by which a service account would know its own access.
const warnings = {
  none: messageFor('seesNoVault'),
  many: (vaults: number) => messageFor('seesManyVaults', { vaults }),
};
