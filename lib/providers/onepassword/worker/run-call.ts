import type { Call, CallAnswer, CallOutcome, CallResult } from '@/lib/providers/onepassword/protocol';
import type { Account } from './accounts';
import { browse } from './browse';
import { checkAccount } from './check';
import { asProviderFailure, type ProviderFailure, passing } from './provider-failure';
import { resolveReferences } from './resolve';

/** Lends the account of the call's session: signs in when that was not done yet. */
export type UseAccount = <T>(work: (account: Account) => Promise<T>) => Promise<T>;

/**
 * Does one call within its deadline. What is still running then is left to end by itself, and its result is dropped; of
 * many references, those answered in time are given.
 */
export async function runCall(useAccount: UseAccount, call: Call, timeoutMs: number): Promise<CallOutcome> {
  try {
    return { ok: true, result: await resultOf(useAccount, call, timeoutMs) };
  } catch (error) {
    return { ok: false, failure: asProviderFailure(error).failure };
  }
}

async function resultOf(useAccount: UseAccount, call: Call, timeoutMs: number): Promise<CallResult> {
  switch (call.verb) {
    case 'check':
      return { verb: 'check', account: await inTime(useAccount(checkAccount), timeoutMs) };
    case 'browse': {
      const listing = await inTime(
        useAccount((account) => browse(account, call.place)),
        timeoutMs,
      );
      return { verb: 'browse', listing };
    }
    case 'resolve': {
      const answers: (CallAnswer | undefined)[] = call.references.map(() => undefined);
      const work = useAccount((account) => resolveReferences(account, call.references, answers));
      const failure = await inTime(work, timeoutMs).then(() => passing('internal'), asProviderFailure);
      return { verb: 'resolve', answers: answers.map((answer) => answer ?? failed(failure)) };
    }
  }
}

function failed({ failure }: ProviderFailure): CallAnswer {
  return { ok: false, ...failure };
}

async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(passing('provider_timeout')), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
