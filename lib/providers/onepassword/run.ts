import type { Clock } from '@/lib/kernel/clock';
import type { Failure } from '@/lib/providers/provider-failure';
import type { Call, CallOutcome, CallSession, CallTimes } from './protocol';
import { createQuarantine } from './quarantine';
import type { CallEnd, ThreadEnd } from './sdk-thread';
import type { Threads } from './threads';

export interface RunnerSettings {
  threads: Threads;
  clock: Clock;
  times: CallTimes;
}

/** Every thread for managers that must run alone was taken, for as long as the call could wait. */
interface Crowded {
  kind: 'crowded';
}

/** A session as the host knows it, before it has a number. */
export type RunnerSession = Omit<CallSession, 'managerNumber'>;

export interface Runner {
  /** Has a call done in the right thread, within its deadline. Never rejects. */
  run(session: RunnerSession, call: Call): Promise<CallOutcome>;
  /** The manager's next call signs in again. What is held against it stays. */
  renew(managerId: string): Promise<void>;
  close(managerId: string | 'all'): Promise<void>;
}

// In the shared thread, once more there, and alone: the third end of a thread is this manager's own doing.
const maxAttempts = 3;

/**
 * Chooses the thread for each call and what becomes of it when its thread ends. Reads are safe to repeat, so a call whose
 * thread was brought down by another manager is done again. Who brought it down is certain when nobody else was in it;
 * else the one it worked for last is suspected and runs alone.
 */
export function createRunner({ threads, clock, times }: RunnerSettings): Runner {
  const quarantine = createQuarantine(clock);
  const numbers = new Map<string, number>();
  const struck = new WeakSet<ThreadEnd>();
  let lastNumber = 0;

  function numberOf(managerId: string): number {
    const known = numbers.get(managerId);
    if (known !== undefined) return known;
    lastNumber += 1;
    numbers.set(managerId, lastNumber);
    return lastNumber;
  }

  function strikeOnce(managerId: string, end: ThreadEnd): void {
    if (!struck.has(end)) quarantine.strike(managerId);
    struck.add(end);
  }

  async function callAlone(session: CallSession, call: Call, left: CallTimes): Promise<CallEnd | Crowded> {
    const lent = await threads.lendOwn(session.managerId, left.timeoutMs);
    if (!lent) return { kind: 'crowded' };
    const end = await lent.thread.call(session, call, left);
    lent.giveBack(quarantine.isIsolated(session.managerId) ? 'keep' : 'stop');
    return end;
  }

  return {
    async run(session, call) {
      const { managerId } = session;
      const numbered: CallSession = { ...session, managerNumber: numberOf(managerId) };
      const waitsUntilMs = performance.now() + times.waitMs;
      let untilMs = performance.now() + times.timeoutMs;
      let mustBeAlone = false;
      for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
        const holdMs = quarantine.holdMs(managerId);
        if (holdMs > 0) return failed({ ...unavailable, retryAfterMs: holdMs });
        const left = { timeoutMs: msUntil(untilMs), waitMs: msUntil(waitsUntilMs) };
        const isAlone = mustBeAlone || quarantine.isIsolated(managerId);
        const ended = isAlone
          ? await callAlone(numbered, call, left)
          : await threads.shared(managerId).call(numbered, call, left);
        if (ended.kind === 'outcome') quarantine.clear(managerId);
        if (ended.kind === 'outcome') return ended.outcome;
        if (ended.kind === 'late') return failed(late);
        if (ended.kind === 'crowded') return failed(overloaded);
        if (ended.end.reason === 'closed') return failed(unavailable);
        if (!ended.end.wasReady) return failed(notStarted(ended.end));
        if (ended.wasQueued) untilMs = performance.now() + times.timeoutMs;
        if (isAlone || ended.end.managerIds.size <= 1) {
          strikeOnce(managerId, ended.end);
          return failed(unavailable);
        }
        const isSuspected = [0, numbered.managerNumber].includes(ended.end.lastManagerNumber);
        mustBeAlone = isSuspected || attempt > 1;
      }
      return failed(unavailable);
    },
    async renew(managerId) {
      await threads.forget(managerId);
    },
    async close(managerId) {
      if (managerId === 'all') return threads.stop();
      numbers.delete(managerId);
      quarantine.forget(managerId);
      await threads.forget(managerId);
    },
  };
}

function msUntil(endMs: number): number {
  return Math.max(0, endMs - performance.now());
}

const unavailable: Failure = { code: 'provider_unavailable', isCertain: false };
function notStarted({ cause }: ThreadEnd): Failure {
  return {
    code: 'internal',
    isCertain: false,
    inside: `the worker thread did not start: ${cause ?? 'it ended'}`,
  };
}

const overloaded: Failure = { code: 'overloaded', isCertain: false, retryAfterMs: 1_000 };

const late: Failure = { code: 'provider_timeout', isCertain: false };

function failed(failure: Failure): CallOutcome {
  return { ok: false, failure };
}
