import type {
  Call,
  CallAnswer,
  CallOutcome,
  CallResult,
  IdentifyAnswer,
} from '@/lib/providers/onepassword/protocol';
import { asProviderFailure, type ProviderFailure, passing } from '@/lib/providers/provider-failure';
import type { Account } from './accounts';
import { browse } from './browse';
import { checkAccount } from './check';
import { answersOf, type Identifying, identifyReferences, identifySeen } from './identify';
import { resolveReferences } from './resolve';
import type { Job } from './sdk-call';

/** Lends the account of the call's session. */
export interface Lending {
  /** Signs in when that was not done yet. */
  use<T>(work: (account: Account) => Promise<T>): Promise<T>;
  /** The same if it was done, or is being done; undefined otherwise. */
  useKnown<T>(work: (account: Account) => Promise<T>): Promise<T> | undefined;
  /** Whether the sign-in still waits behind others of this worker. */
  isQueued(): boolean;
}

// Vaults' titles are for show: a part of the deadline is all that they may cost.
const titlesShare = 0.3;

/**
 * Does one call within its deadline. What is still running then is left to end on its own, and its result is dropped; of
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
      lending.use((account) => work({ account, isOver, nowMs: call.nowMs, ...sinceOf(call) })),
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
    case 'identify': {
      const { references, nowMs, isAsking } = call;
      if (!isAsking) return { verb: 'identify', answers: await seenBy(lending, call) };
      const identifying: Identifying = { seen: references.map(() => undefined), others: [], answers: [] };
      const options = { identifying, titlesWithinMs: timeoutMs * titlesShare };
      const failure = await inTime((job) => identifyReferences(job, references, options)).then(
        () => passing('internal'),
        asProviderFailure,
      );
      if (failure.failure.inside) throw failure;
      const answers = answersOf(identifying, nowMs).map((answer) => answer ?? failed(failure));
      return { verb: 'identify', answers };
    }
  }
}

function sinceOf(call: Call): Pick<Job, 'seenSinceMs'> {
  return call.verb === 'identify' ? { seenSinceMs: call.seenSinceMs } : {};
}

/** Asks nothing and signs in for nothing. */
async function seenBy(
  { useKnown }: Lending,
  { references, nowMs, seenSinceMs }: Call & { verb: 'identify' },
): Promise<(IdentifyAnswer | undefined)[]> {
  const isOver = () => true;
  const work = useKnown(async (account) => identifySeen({ account, isOver, nowMs, seenSinceMs }, references));
  const seen = await work?.catch(() => undefined);
  return seen ?? references.map(() => undefined);
}

function failed({ failure }: ProviderFailure): CallAnswer & { ok: false } {
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
