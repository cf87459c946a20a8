import { Worker } from 'node:worker_threads';
import { afterArrivals } from '@/lib/kernel/own-time';
import type { WireEvent } from '@/lib/providers/contract';
import type {
  Call,
  CallOutcome,
  CallSession,
  CallTimes,
  HostMessage,
  WorkerMessage,
  WorkerSettings,
} from './protocol';
import { createWatchdog, type WatchdogSettings } from './watchdog';

/** How a thread ended, and whose calls it still had. */
export interface ThreadEnd {
  reason: 'closed' | 'crashed' | 'unresponsive';
  /** False: it never came so far as to take calls, so no manager's work ended it. */
  wasReady: boolean;
  /** For the log: the error that ended it, whole while it was starting, its name alone once it had worked. */
  cause?: string;
  managerIds: ReadonlySet<string>;
  /** The number of the manager whose work it had begun last; 0: nobody's. */
  lastManagerNumber: number;
}

export type CallEnd =
  | { kind: 'outcome'; outcome: CallOutcome }
  | { kind: 'late' }
  /** `wasQueued`: its work had not begun. */
  | { kind: 'ended'; end: ThreadEnd; wasQueued: boolean };

export interface ThreadSettings {
  workerUrl: URL;
  worker: Omit<WorkerSettings, 'lastWorked'>;
  watchdog: WatchdogSettings;
  /** How much later than the worker's own deadline a call is given up here, in milliseconds. */
  graceMs: number;
  onWire(event: WireEvent): void;
  onEnd(end: ThreadEnd): void;
}

/** A worker thread with the SDK in it. */
export interface SdkThread {
  isAlive(): boolean;
  pendingCount(): number;
  /** Has a call done. Never rejects: late, and ended with the thread, are answers too. */
  call(session: CallSession, call: Call, times: CallTimes): Promise<CallEnd>;
  forget(managerId: string): void;
  stop(): Promise<void>;
}

interface Pending {
  managerId: string;
  isQueued: boolean;
  /** Gives the call up after so long, instead of what was said before. */
  giveUpAfter(limitMs: number): void;
  times: CallTimes;
  settle(end: CallEnd): void;
}

/** Starts a worker thread. It does not keep the process alive unless a call is waiting. */
export function startSdkThread(settings: ThreadSettings): SdkThread {
  const lastWorked = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const worker = new Worker(settings.workerUrl, {
    name: 'onepassword-sdk',
    workerData: { ...settings.worker, lastWorked } satisfies WorkerSettings,
    // The thread needs nothing of the environment, and the master key may be in it.
    env: {},
    execArgv: [],
  });
  worker.unref();
  const pending = new Map<number, Pending>();
  const watchdog = createWatchdog({
    ...settings.watchdog,
    isNeeded: () => pending.size > 0,
    ping: () => say({ kind: 'ping' }),
    onUnresponsive: () => void stop('unresponsive'),
  });
  let lastId = 0;
  let wasReady = false;
  let cause: string | undefined;
  let isAlive = true;
  let reason: ThreadEnd['reason'] = 'crashed';

  function say(message: HostMessage): void {
    worker.postMessage(message);
  }

  function finish(id: number, end: CallEnd): void {
    const waiting = pending.get(id);
    pending.delete(id);
    if (pending.size === 0) worker.unref();
    waiting?.settle(end);
  }

  async function stop(because: ThreadEnd['reason']): Promise<void> {
    if (isAlive) reason = because;
    await worker.terminate();
  }

  worker.on('message', (message: WorkerMessage) => {
    switch (message.kind) {
      case 'ready':
        wasReady = true;
        for (const { giveUpAfter, times } of pending.values()) giveUpAfter(times.timeoutMs);
        return;
      case 'pong':
        return watchdog.onPong();
      case 'wire':
        return settings.onWire(message.event);
      case 'queue': {
        const waiting = pending.get(message.id);
        if (!waiting) return;
        waiting.isQueued = message.isIn;
        const { timeoutMs, waitMs } = waiting.times;
        return waiting.giveUpAfter(message.isIn ? waitMs : timeoutMs);
      }
      case 'answer':
        return finish(message.id, { kind: 'outcome', outcome: message.outcome });
    }
  });
  // Once it has worked, an error's message may hold anything.
  worker.on('error', (error) => {
    cause = wasReady ? error.name : String(error);
  });
  worker.on('exit', () => {
    isAlive = false;
    watchdog.stop();
    const managerIds = new Set([...pending.values()].map(({ managerId }) => managerId));
    const end: ThreadEnd = {
      reason,
      wasReady,
      cause,
      managerIds,
      lastManagerNumber: Atomics.load(new Int32Array(lastWorked), 0),
    };
    for (const [id, { isQueued }] of [...pending]) finish(id, { kind: 'ended', end, wasQueued: isQueued });
    settings.onEnd(end);
  });

  return {
    isAlive: () => isAlive,
    pendingCount: () => pending.size,
    call(session, call, times) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        let stopWaiting = () => {};
        const giveUpAfter = (limitMs: number) => {
          stopWaiting();
          stopWaiting = afterArrivals(limitMs + settings.graceMs, () => finish(id, { kind: 'late' }));
        };
        const settle = (end: CallEnd) => {
          stopWaiting();
          resolve(end);
        };
        pending.set(id, { managerId: session.managerId, isQueued: false, giveUpAfter, times, settle });
        // The start of a thread is no call's doing.
        giveUpAfter(wasReady ? times.timeoutMs : Math.max(times.timeoutMs, times.waitMs));
        worker.ref();
        say({ kind: 'call', id, session, call, times });
        watchdog.watch();
      });
    },
    forget: (managerId) => say({ kind: 'forget', managerId }),
    stop: () => stop('closed'),
  };
}
