import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import { asLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import type { LoadedManager } from '@/lib/managers/load';
import { upstreamRequestsOf } from '@/lib/managers/wire';
import { clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/database';
import { mayWorkBehind } from '@/lib/quota/budget';
import { spentBy } from '@/lib/quota/ledger';
import { openDirectory } from '@/lib/secrets/directory';
import { reachManager } from '@/lib/secrets/manager';
import { checkFields } from './binding-status';
import { boundFields } from './bound';
import type { BindingStatuses } from './scan-context';
import { estimateScan } from './scan-estimate';
import { endScan, lockScan } from './scan-lock';
import type { ScanView } from './schema';
import { readScan } from './view';
import { type Tally, writeLooks } from './write';

/**
 * Looks at every reference that is bound through a secret manager: what was renamed is healed, what was kept as written
 * becomes ids, what is broken is found with what could be bound instead. Within the background share of the quota.
 * Throws `forbidden`, `not_found`, `conflict` (a scan is under way), `over_budget`, `provider_*`.
 */
export const scanManager = verb({
  name: 'scanManager',
  right: 'reference:scan',
  input: idInputSchema,
  audit: ['secret_manager.scanned', 'connection.healed'],
  run: async ({ caller, input }): Promise<ScanView> => {
    const manager = await reachManager(caller, input.id);
    await requireRoom(manager, (await estimateScan(manager.id)).requests);
    if (!(await lockScan(manager.id, caller.label))) throw underWay(manager.name);
    const before = upstreamRequestsOf(manager.id);
    const beganAtMs = clock().now();
    const looks: BindingStatuses = new Map();
    let tally: Tally = { fields: 0, renamed: 0, verified: 0, broken: 0, unknown: 0 };
    let failure: LatchkeyError | undefined;
    try {
      const fields = await boundFields(manager.id);
      const mayAsk = async (requests: number) =>
        mayWorkBehind(await spentBy(manager.spender, manager.limits), requests);
      if (fields.length > 0) {
        await checkFields({ directory: openDirectory(manager, caller), looks, mayAsk }, fields);
      }
    } catch (error) {
      failure = asLatchkeyError(error);
    }
    try {
      // What was seen before a failure is as true as the rest.
      tally = await writeLooks(caller, looks, { secretManagerId: manager.id, beganAtMs });
    } finally {
      const requests = upstreamRequestsOf(manager.id) - before;
      const errorCode = failure?.code ?? leftOut(looks);
      await endScan(manager.id, { tally, requests, errorCode });
      await note(caller, manager, { ...tally, requests, answer: errorCode ?? 'ok' });
    }
    if (failure) throw failure;
    return readScan(caller, manager.id);
  },
});

async function requireRoom(manager: LoadedManager, requests: number): Promise<void> {
  if (mayWorkBehind(await spentBy(manager.spender, manager.limits), requests)) return;
  const hourMs = 3_600_000;
  throw new LatchkeyError('provider_rate_limited', {
    says: messageFor('scanTooDear', { requests }),
    retryAfterMs: hourMs - (clock().now() % hourMs),
  });
}

function note(
  caller: Caller,
  { id, name }: LoadedManager,
  details: Tally & { requests: number; answer: string },
): Promise<void> {
  return transaction((tx) =>
    recordEvent(tx, {
      caller,
      verb: 'secret_manager.scanned',
      subject: { kind: 'secret_manager', id, label: name },
      details: { ...details },
    }),
  );
}

function leftOut(looks: BindingStatuses): ErrorCode | null {
  for (const look of looks.values()) if (look.kind === 'unknown') return look.code;
  return null;
}

function underWay(name: string): LatchkeyError {
  return new LatchkeyError('conflict', {
    says: messageFor('scanUnderWay', { name }),
  });
}
