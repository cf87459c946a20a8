import type { ErrorCode } from '@/lib/kernel/error-codes';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { noteAnswer } from '@/lib/managers/note';
import { passGate, reportAnswer } from '@/lib/quota/gate';
import { flushLedger } from '@/lib/quota/ledger';

/** How an operation went for the manager as a whole. */
export interface Summary {
  code: ErrorCode | 'ok';
  retryAfterMs?: number;
}

/**
 * Does one upstream operation of a manager: asks its breaker first, tells it how it went, books what was spent and
 * writes the status down. Throws the breaker's reason without asking, or what `work` throws.
 */
export async function throughGate<T>(
  managerId: string,
  work: () => Promise<T>,
  summaryOf: (result: T) => Summary = () => ({ code: 'ok' }),
): Promise<T> {
  await passGate(managerId);
  let summary: Summary = { code: 'internal' };
  try {
    const result = await work();
    summary = summaryOf(result);
    return result;
  } catch (error) {
    const { code, retryAfterMs } = asLatchkeyError(error);
    // A word about one secret is an answer: the account is reached and lets Latchkey in.
    summary = code.startsWith('secret_') ? { code: 'ok' } : { code, retryAfterMs };
    throw error;
  } finally {
    await reportAnswer(managerId, summary);
    await flushLedger();
    await noteAnswer(managerId, summary.code);
  }
}
