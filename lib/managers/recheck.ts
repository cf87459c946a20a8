import { requirePermission } from '@/lib/access/permission';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { asLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { database, transaction } from '@/lib/platform/database';
import type { ProviderAccount } from '@/lib/providers/contract';
import { providerOf } from '@/lib/providers/registry';
import { reportAnswer } from '@/lib/quota/gate';
import { flushLedger } from '@/lib/quota/ledger';
import { findManagerRow } from './find';
import { loadManager, sessionOf } from './load';
import { noteAnswer } from './note';
import { presentManager } from './present';
import { presentAccount } from './probe';
import type { ManagerView, TestResult } from './schema';

/**
 * Tests a saved secret manager again, on the client that workloads use, and writes down how it answered.
 * Throws `forbidden`, `not_found`, `provider_*`; the status tells of a failure too.
 */
export async function recheckManager({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string };
}): Promise<TestResult & { manager: ManagerView }> {
  requirePermission(caller, 'secret-manager:test');
  const found = await findManagerRow(database(), caller, input.id);
  const manager = await loadManager(found.id);
  if (!manager) throw new LatchkeyError('not_found');
  const subject = { kind: 'secret_manager', id: found.id, label: found.name } as const;
  let account: ProviderAccount;
  try {
    account = await providerOf(manager.provider).check(sessionOf(manager));
  } catch (error) {
    const { code, retryAfterMs } = asLatchkeyError(error);
    await reportAnswer(found.id, { code, retryAfterMs });
    await noteAnswer(found.id, code);
    await transaction((tx) =>
      recordEvent(tx, { caller, verb: 'secret_manager.tested', subject, details: { answer: code } }),
    );
    throw error;
  } finally {
    await flushLedger();
  }
  await reportAnswer(found.id, { code: 'ok' });
  await noteAnswer(found.id, 'ok');
  const row = await transaction(async (tx) => {
    await tx.secretManager.update({ where: { id: found.id }, data: { vaultCount: account.vaults.length } });
    await recordEvent(tx, { caller, verb: 'secret_manager.tested', subject, details: { answer: 'ok' } });
    return findManagerRow(tx, caller, found.id);
  });
  return { ...presentAccount(account), manager: presentManager(row) };
}
