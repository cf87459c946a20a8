import { randomUUID } from 'node:crypto';
import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import type { ProviderAccount } from '@/lib/providers/contract';
import type { ProviderId } from '@/lib/providers/descriptors';
import { providerOf } from '@/lib/providers/registry';
import { takeRequests } from '@/lib/quota/caller-requests';
import { flushLedger, forgetSpender, registerQuotaSubject } from '@/lib/quota/ledger';
import { credentialMark } from './credential';
import { quotaSubjectOf } from './quota-subject';
import type { TestResult } from './schema';
import { forgetCause } from './wire';

const mostNamed = 20;

/**
 * Signs in with a credential that is not saved, as a workload's read would, and forgets the client again.
 * Counts against the caller's budget. Throws `over_budget`, `invalid_token`, `sign_in_address_refused` (no request was
 * sent), `provider_*`.
 */
export async function probeCredential(
  caller: Caller,
  providerId: ProviderId,
  credential: SecretValue,
): Promise<ProviderAccount> {
  const managerId = `probe-${randomUUID()}`;
  try {
    return await firstCheck(caller, providerId, managerId, credential);
  } finally {
    await forgetClient(providerId, managerId);
  }
}

/**
 * The same under the id that the secret manager is about to have: the client stays, so that its first read need not
 * sign in again. When saving fails, `forgetClient`.
 */
export async function firstCheck(
  caller: Caller,
  providerId: ProviderId,
  managerId: string,
  credential: SecretValue,
): Promise<ProviderAccount> {
  await takeRequests(caller);
  const account = await providerOf(providerId).check({ managerId, revision: 1, credential });
  registerQuotaSubject(
    managerId,
    quotaSubjectOf({ ...account, provider: providerId, credentialMark: credentialMark(credential) }),
  );
  await flushLedger();
  return account;
}

/** Ends the client of an id that was not kept. */
export async function forgetClient(providerId: ProviderId, managerId: string): Promise<void> {
  await flushLedger();
  forgetSpender(managerId);
  forgetCause(managerId);
  await providerOf(providerId).close(managerId);
}

/** What an account sees, as columns of a secret manager: how much, and the ids by which a change feed names it. */
export function seenColumns({ vaults, environments = [] }: ProviderAccount) {
  return {
    vaultCount: vaults.length,
    environmentCount: environments.length,
    seenContainers: [...vaults, ...environments].map(({ id }) => id.toLowerCase()),
  };
}

/** What a probe or a check tells people. `connectedAs`: the other secret managers of this account that they see. */
export function presentAccount(account: ProviderAccount, connectedAs: TestResult['connectedAs']): TestResult {
  return {
    ok: true,
    account: { signInAddress: account.signInAddress, serviceAccount: account.serviceAccount },
    vaults: account.vaults.map(({ id, title, itemCount }) => ({ id, title, itemCount })),
    environments: (account.environments ?? []).map(({ id, title }) => ({ id, title })),
    warnings: account.warnings.map(({ code, says }) => ({ code, message: translate(says) })),
    connectedAs,
  };
}

/** The secret managers that the caller sees and that sign in with this service account already, by name. */
export async function connectedAs(
  caller: Caller,
  { signInAddress, serviceAccount }: ProviderAccount,
): Promise<TestResult['connectedAs']> {
  return database().secretManager.findMany({
    where: { signInAddress, serviceAccount, AND: reachedBy(caller) },
    select: { id: true, name: true },
    orderBy: { sortName: 'asc' },
    take: mostNamed,
  });
}

/** Refuses a name that another secret manager has. Throws `conflict`. */
export function nameConflict(name: string): LatchkeyError {
  return new LatchkeyError('conflict', {
    says: messageFor('managerNameTaken', { name }),
    fields: { name: messageFor('managerNameTakenHere') },
  });
}
