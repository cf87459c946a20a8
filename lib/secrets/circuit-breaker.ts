import type { ErrorCode } from '@/lib/kernel/error-codes';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { confirmRefusal, type InDoubt } from '@/lib/managers/confirm';
import { recordStatus } from '@/lib/managers/record-status';
import { ifAttached } from '@/lib/platform/if-attached';
import { recordResult, tryAcquire } from '@/lib/quota/gate';
import { flushLedger } from '@/lib/quota/ledger';

/** How an operation went for the manager as a whole. */
export interface Summary {
  code: ErrorCode | 'ok';
  retryAfterMs?: number;
}

export interface BreakerOptions<T> {
  /** What a result says of the manager as a whole; `ok` unless told. */
  summaryOf?: (result: T) => Summary;
  /** What a result refuses though a value of it is kept, by the keys of the entries. */
  refusedIn?: (result: T) => readonly string[];
  /** Told before a refusal is confirmed, so that who waits is served what is known meanwhile. */
  onDoubt?: (inDoubt: InDoubt) => void;
}

/** How `work` ended. */
type Ending<T> = { summary: Summary } & ({ result: T } | { error: unknown });

/**
 * Does one upstream operation of a manager: asks its breaker first, tells it how it went, books what was spent and
 * writes the status down. A refusal that would withdraw what is known counts only when a second ask, with a new sign-in,
 * is refused too. Throws the breaker's reason without asking, or what `work` throws.
 */
export async function withCircuitBreaker<T>(
  managerId: string,
  work: () => Promise<T>,
  { summaryOf = () => ({ code: 'ok' }), refusedIn = () => [], onDoubt }: BreakerOptions<T> = {},
): Promise<T> {
  const passed = await tryAcquire(managerId);
  let ending: Ending<T> = { summary: { code: 'internal' }, error: undefined };
  try {
    ending = await endingOf(work, summaryOf);
    const inDoubt = doubtOf(ending, refusedIn);
    // After a pause because of a refusal there is nothing left to withdraw.
    if (inDoubt !== undefined && passed !== 'provider_denied') {
      onDoubt?.(inDoubt);
      ending = await confirmRefusal(managerId, inDoubt, () => endingOf(work, summaryOf));
    }
  } finally {
    const { summary } = ending;
    // What cannot be written now is kept in memory: the breaker as it stands, what was spent until the next time.
    await ifAttached(
      async () => {
        await recordResult(managerId, summary);
        await flushLedger();
        await recordStatus(managerId, summary.code);
      },
      () => undefined,
    );
  }
  if ('error' in ending) throw ending.error;
  return ending.result;
}

async function endingOf<T>(work: () => Promise<T>, summaryOf: (result: T) => Summary): Promise<Ending<T>> {
  try {
    const result = await work();
    return { result, summary: summaryOf(result) };
  } catch (error) {
    const { code, retryAfterMs } = asLatchkeyError(error);
    // A word about one secret is an answer: the account is reached and lets Latchkey in.
    return { error, summary: code.startsWith('secret_') ? { code: 'ok' } : { code, retryAfterMs } };
  }
}

function doubtOf<T>(ending: Ending<T>, refusedIn: (result: T) => readonly string[]): InDoubt | undefined {
  if (ending.summary.code === 'provider_denied') return 'all';
  const refused = 'result' in ending ? refusedIn(ending.result) : [];
  return refused.length > 0 ? refused : undefined;
}
