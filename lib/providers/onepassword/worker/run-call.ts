import { afterArrivals } from '@/lib/kernel/own-time';
import type {
  Call,
  CallAnswer,
  CallOutcome,
  CallResult,
  CallTimes,
  IdentifyAnswer,
} from '@/lib/providers/onepassword/protocol';
import { asProviderFailure, ProviderFailure, passing } from '@/lib/providers/provider-failure';
import type { Account } from './accounts';
import { browse } from './browse';
import { checkAccount } from './check';
import { answersOf, type Identifying, identifyReferences, identifySeen, readAt } from './identify';
import { refusal, resolveReferences } from './resolve';
import { resolveVariables } from './resolve-variables';
import type { Job } from './sdk-call';

/** Lends the account of the call's session. */
export interface Lending {
  /** Signs in when that was not done yet. */
  use<T>(work: (account: Account) => Promise<T>): Promise<T>;
  /** Signs in behind every call that waits. False: there is nothing to do, or no room. */
  signInAhead(): Promise<boolean>;
  /** The same as `use` if it was done, or is being done; undefined otherwise. */
  useKnown<T>(work: (account: Account) => Promise<T>): Promise<T> | undefined;
  /** When the sign-in, which waits behind others of this worker, has its turn. Undefined: it does not wait. */
  turn(): Promise<void> | undefined;
  /** How long a sign-in that waits now will wait about, in milliseconds. */
  queueMs(): number;
  /** Tells whoever called that the wait for the turn begins, or is over. */
  onQueue(isIn: boolean): void;
}

// Vaults' titles are for show: a part of the deadline is all that they may cost.
const titlesShare = 0.3;

/**
 * Does one call within its deadline, which begins with its own work: waiting behind other accounts' sign-ins has a limit of its own.
 * What is still running then is left to end on its own, and its result is dropped; of many references, those answered in time are
 * given. A sign-in that had no turn in time goes on waiting for it, so that a later call finds it done.
 */
export async function runCall(lending: Lending, call: Call, times: CallTimes): Promise<CallOutcome> {
  try {
    return { ok: true, result: await resultOf(lending, call, times) };
  } catch (error) {
    return { ok: false, failure: asProviderFailure(error).failure };
  }
}

async function resultOf(lending: Lending, call: Call, times: CallTimes): Promise<CallResult> {
  const { timeoutMs } = times;
  let untilMs = performance.now() + timeoutMs;
  const isOver = () => performance.now() >= untilMs;
  const inTime = <T>(work: (job: Job) => Promise<T>) =>
    timed(lending.use((account) => work({ account, isOver, nowMs: call.nowMs, ...sinceOf(call) })));
  const timed = async <T>(working: Promise<T>) => {
    working.catch(() => undefined);
    const turn = lending.turn();
    if (turn) {
      lending.onQueue(true);
      // 1Password was not asked yet: the wait is for this process's own sign-ins.
      await within(turn, times.waitMs, () => overloaded(lending.queueMs()));
      lending.onQueue(false);
      untilMs = performance.now() + timeoutMs;
    }
    return within(working, timeoutMs, () => passing('provider_timeout'));
  };
  switch (call.verb) {
    case 'check':
      return { verb: 'check', account: await inTime(checkAccount) };
    case 'sign-in':
      return { verb: 'sign-in', isMade: await timed(lending.signInAhead()) };
    case 'browse':
      return { verb: 'browse', listing: await inTime((job) => browse(job, call.place)) };
    case 'resolve': {
      const { references, variables } = call;
      const answers: (CallAnswer | undefined)[] = references.map(() => undefined);
      const ofVariables: (CallAnswer | undefined)[] = variables.map(() => undefined);
      const titlesWithinMs = timeoutMs * titlesShare;
      const failure = await inTime((job) =>
        Promise.all([
          resolveReferences(job, references, { answers, titlesWithinMs }),
          resolveVariables(job, variables, { answers: ofVariables, titlesWithinMs }),
        ]),
      ).then(() => passing('internal'), asProviderFailure);
      if (failure.failure.inside) throw failure;
      const all = [...answers, ...ofVariables];
      return { verb: 'resolve', answers: all.map((answer) => answer ?? refusal(failure)) };
    }
    case 'identify': {
      const { references, variables, nowMs, isAsking } = call;
      if (!isAsking) return { verb: 'identify', answers: await seenBy(lending, call) };
      const identifying: Identifying = { seen: references.map(() => undefined), others: [], answers: [] };
      const ofVariables: (CallAnswer | undefined)[] = variables.map(() => undefined);
      const titlesWithinMs = timeoutMs * titlesShare;
      const failure = await inTime((job) =>
        Promise.all([
          identifyReferences(job, references, { identifying, titlesWithinMs }),
          resolveVariables(job, variables, { answers: ofVariables, titlesWithinMs }),
        ]),
      ).then(() => passing('internal'), asProviderFailure);
      if (failure.failure.inside) throw failure;
      const all = [...answersOf(identifying, nowMs), ...ofVariables.map((answer) => readAt(answer, nowMs))];
      const answers = all.map((answer) => answer ?? refusal(failure));
      return { verb: 'identify', answers };
    }
  }
}

function overloaded(waitMs: number): ProviderFailure {
  const retryAfterMs = Math.ceil(waitMs / 1_000) * 1_000;
  return new ProviderFailure({ code: 'overloaded', isCertain: false, retryAfterMs });
}

function sinceOf(call: Call): Pick<Job, 'seenSinceMs'> {
  return call.verb === 'identify' ? { seenSinceMs: call.seenSinceMs } : {};
}

/** Asks nothing and signs in for nothing. */
async function seenBy(
  { useKnown }: Lending,
  { references, variables, nowMs, seenSinceMs }: Call & { verb: 'identify' },
): Promise<(IdentifyAnswer | undefined)[]> {
  const isOver = () => true;
  const work = useKnown(async (account) => identifySeen({ account, isOver, nowMs, seenSinceMs }, references));
  const seen = await work?.catch(() => undefined);
  return [...(seen ?? references.map(() => undefined)), ...variables.map(() => undefined)];
}

async function within<T>(
  work: Promise<T>,
  timeoutMs: number,
  lateFailure: () => ProviderFailure,
): Promise<T> {
  let stop = () => {};
  const late = new Promise<never>((_, reject) => {
    stop = afterArrivals(timeoutMs, () => reject(lateFailure()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop();
  }
}
