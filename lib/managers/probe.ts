import { randomUUID } from 'node:crypto';
import { LatchkeyError } from '@/lib/kernel/errors';
import type { SecretValue } from '@/lib/kernel/secret-value';
import type { ProviderAccount } from '@/lib/providers/contract';
import { providerOf } from '@/lib/providers/registry';
import { forgetSpender, registerSpender } from '@/lib/quota/ledger';
import { credentialMark } from './credential';
import type { providerIds, TestResult } from './schema';
import { spenderOf } from './spender';

/**
 * Signs in with a credential that is not saved, as a workload's read would, and forgets the client again.
 * Throws `invalid_token`, `sign_in_address_refused` (no request was sent), `provider_*`.
 */
export async function probeCredential(
  providerId: (typeof providerIds)[number],
  credential: SecretValue,
): Promise<ProviderAccount> {
  const provider = providerOf(providerId);
  const managerId = `probe-${randomUUID()}`;
  try {
    const account = await provider.check({ managerId, revision: 1, credential });
    registerSpender(managerId, spenderOf({ ...account, credentialMark: credentialMark(credential) }));
    return account;
  } finally {
    await provider.close(managerId);
    forgetSpender(managerId);
  }
}

/** What a probe or a check tells people. */
export function presentAccount(account: ProviderAccount): TestResult {
  return {
    ok: true,
    account: { signInAddress: account.signInAddress, serviceAccount: account.serviceAccount },
    vaults: account.vaults.map(({ id, title, itemCount }) => ({ id, title, itemCount })),
    warnings: account.warnings.map(({ code, message }) => ({ code, message })),
  };
}

/** Refuses a name that another secret manager has. Throws `conflict`. */
export function nameConflict(name: string): LatchkeyError {
  return new LatchkeyError('conflict', {
    message: `A secret manager named “${name}” exists already. Choose another name.`,
    fields: { name: 'Another secret manager has this name.' },
  });
}
