import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { asLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import { database, transaction } from '@/lib/platform/database';
import type { ProviderAccount } from '@/lib/providers/contract';
import { providerOf } from '@/lib/providers/registry';
import { takeRequests } from '@/lib/quota/caller-requests';
import { recordResult } from '@/lib/quota/gate';
import { flushLedger } from '@/lib/quota/ledger';
import { confirmRefusal } from './confirm';
import { findManagerRow } from './find';
import { loadManager, sessionOf } from './load';
import { presentManager } from './present';
import { connectedAs, presentAccount, seenColumns } from './probe';
import { recordStatus } from './record-status';
import type { ManagerView, TestResult } from './schema';

/**
 * Tests a saved secret manager again, on the client that workloads use, and writes down how it answered.
 * Throws `forbidden`, `not_found`, `over_budget`, `provider_*`; the status tells of a failure too.
 */
export const recheckManager = verb({
  name: 'recheckManager',
  right: 'secret-manager:test',
  input: idInputSchema,
  audit: ['secret_manager.tested'],
  run: async ({ caller, input }): Promise<TestResult & { manager: ManagerView }> => {
    const found = await findManagerRow(database(), caller, input.id);
    const manager = await loadManager(found.id);
    if (!manager) throw new LatchkeyError('not_found');
    const subject = { kind: 'secret_manager', id: found.id, label: found.name } as const;
    await takeRequests(caller);
    let account: ProviderAccount;
    try {
      const check = () => providerOf(manager.provider).check(sessionOf(manager));
      account = await check().catch((error: unknown) =>
        // What it refuses already is not asked twice.
        asLatchkeyError(error).code === 'provider_denied' && found.status !== 'refused'
          ? confirmRefusal(found.id, 'all', check)
          : Promise.reject(error),
      );
    } catch (error) {
      const { code, retryAfterMs } = asLatchkeyError(error);
      await recordResult(found.id, { code, retryAfterMs });
      await recordStatus(found.id, code, { isAlwaysWritten: true });
      await transaction((tx) =>
        recordEvent(tx, { caller, verb: 'secret_manager.tested', subject, details: { answer: code } }),
      );
      throw error;
    } finally {
      await flushLedger();
    }
    await recordResult(found.id, { code: 'ok' });
    await recordStatus(found.id, 'ok', { isAlwaysWritten: true });
    const row = await transaction(async (tx) => {
      await tx.secretManager.update({ where: { id: found.id }, data: seenColumns(account) });
      await recordEvent(tx, { caller, verb: 'secret_manager.tested', subject, details: { answer: 'ok' } });
      return findManagerRow(tx, caller, found.id);
    });
    const others = (await connectedAs(caller, account)).filter(({ id }) => id !== found.id);
    return { ...presentAccount(account, others), manager: presentManager(row, caller) };
  },
});
