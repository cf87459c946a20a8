import type { Call, CallAnswer, CallOutcome, CallResult } from '@/lib/providers/onepassword/protocol';
import type { Account } from './accounts';
import { browse } from './browse';
import { checkAccount } from './check';
import { asProviderFailure, type ProviderFailure, passing } from './provider-failure';
import { resolveReferences } from './resolve';
import type { Job } from './sdk-call';

/** Lends the account of the call's session. */
export interface Lending {
  /** Signs in when that was not done yet. */
  use<T>(work: (account: Account) => Promise<T>): Promise<T>;
  /** Whether the sign-in still waits behind others of this worker. */
  isQueued(): boolean;
}

// Vaults' titles are for show: a part of the deadline is all that they may cost.
const titlesShare = 0.3;

/**
 * Does one call within its deadline. What is still running then is left to end by itself, and its result is dropped; of
 * many references, those answered in time are given.
 */
export async function runCall(lending: Lending, call: Call, timeoutMs: number): Promise<CallOutcome> {
  try {
    return { ok: true, result: await resultOf(lending, call, timeoutMs) };
  } catch (error) {
    return { ok: false, failure: asProviderFailure(error).failure };
  }
}

async function resultOf(lending: Lending, call: Call, timeoutMs: number): Promise<CallResult> {
  const untilMs = performance.now() + timeoutMs;
  const isOver = () => performance.now() >= untilMs;
  const inTime = <T>(work: (job: Job) => Promise<T>) =>
    within(
      lending.use((account) => work({ account, isOver })),
      timeoutMs,
      // 1Password was not asked yet: the wait was for this process's own sign-ins.
      () => passing(lending.isQueued() ? 'overloaded' : 'provider_timeout'),
    );
  switch (call.verb) {
    case 'check':
      return { verb: 'check', account: await inTime(checkAccount) };
    case 'browse':
      return { verb: 'browse', listing: await inTime((job) => browse(job, call.place)) };
    case 'resolve': {
      const answers: (CallAnswer | undefined)[] = call.references.map(() => undefined);
      const resolving = { answers, titlesWithinMs: timeoutMs * titlesShare };
      const failure = await inTime((job) => resolveReferences(job, call.references, resolving)).then(
        () => passing('internal'),
        asProviderFailure,
      );
      if (failure.failure.inside) throw failure;
      return { verb: 'resolve', answers: answers.map((answer) => answer ?? failed(failure)) };
    }
  }
}

function failed({ failure }: ProviderFailure): CallAnswer {
  return { ok: false, ...failure };
}

async function within<T>(
  work: Promise<T>,
  timeoutMs: number,
  lateFailure: () => ProviderFailure,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(lateFailure()), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
