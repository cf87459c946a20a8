import { availableParallelism } from 'node:os';
import type { SdkThread } from './sdk-thread';

/** The threads of one provider: some that managers share, and a few for those who must run alone. */
export interface Threads {
  /** The shared thread that a manager is signed in at, or is to be: one for all, until many wait for it. */
  shared(managerId: string): SdkThread;
  /** Lends a manager a thread of its own; waits for one to come free. Undefined: none did within `withinMs`. */
  lendOwn(managerId: string, withinMs: number): Promise<LentThread | undefined>;
  forget(managerId: string): Promise<void>;
  stop(): Promise<void>;
}

export interface LentThread {
  thread: SdkThread;
  /** `keep`: the manager's next call will want it too. */
  giveBack(then: 'keep' | 'stop'): void;
}

interface Own {
  thread: SdkThread;
  users: number;
  idleTimer?: NodeJS.Timeout;
}

/** Signing in is arithmetic: a thread for each core does it soonest. */
const maxShared = Math.min(availableParallelism(), 4);
/** Calls that are under way in a thread when it is worth another one. */
const crowd = 4;
const maxOwn = 3;
const idleMs = 60_000;

/** Keeps the threads that `start` makes. Each takes about 50 MB, so they are few. */
export function createThreads(start: () => SdkThread): Threads {
  const homes = new Map<string, SdkThread>();
  const own = new Map<string, Own>();
  const waiting = new Set<() => void>();
  let shared: SdkThread[] = [];

  function begin(): SdkThread {
    const thread = start();
    shared.push(thread);
    return thread;
  }

  async function drop(managerId: string): Promise<void> {
    const found = own.get(managerId);
    if (!found) return;
    own.delete(managerId);
    clearTimeout(found.idleTimer);
    for (const wake of waiting) wake();
    await found.thread.stop();
  }

  function take(managerId: string): Own | undefined {
    const found = own.get(managerId);
    if (found?.thread.isAlive()) return found;
    own.delete(managerId);
    if (own.size >= maxOwn) {
      const idle = [...own].find(([, { users, thread }]) => users === 0 || !thread.isAlive());
      if (!idle) return undefined;
      void drop(idle[0]);
    }
    const made: Own = { thread: start(), users: 0 };
    own.set(managerId, made);
    return made;
  }

  function lend(managerId: string, taken: Own): LentThread {
    taken.users += 1;
    clearTimeout(taken.idleTimer);
    return {
      thread: taken.thread,
      giveBack(then) {
        taken.users -= 1;
        if (own.get(managerId) !== taken || taken.users > 0) return;
        if (then === 'stop') void drop(managerId);
        else taken.idleTimer = setTimeout(() => void drop(managerId), idleMs).unref();
        for (const wake of waiting) wake();
      },
    };
  }

  return {
    shared(managerId) {
      const home = homes.get(managerId);
      if (home?.isAlive()) return home;
      shared = shared.filter((thread) => thread.isAlive());
      const [calmest] = shared.toSorted((a, b) => a.pendingCount() - b.pendingCount());
      const isEnough = calmest && (calmest.pendingCount() < crowd || shared.length >= maxShared);
      const chosen = isEnough ? calmest : begin();
      homes.set(managerId, chosen);
      return chosen;
    },
    async lendOwn(managerId, withinMs) {
      const untilMs = performance.now() + withinMs;
      for (;;) {
        const taken = take(managerId);
        if (taken) return lend(managerId, taken);
        const leftMs = untilMs - performance.now();
        if (leftMs <= 0) return undefined;
        await woken(waiting, leftMs);
      }
    },
    async forget(managerId) {
      const home = homes.get(managerId);
      homes.delete(managerId);
      if (home?.isAlive()) home.forget(managerId);
      await drop(managerId);
    },
    async stop() {
      const stopped = shared;
      shared = [];
      homes.clear();
      await Promise.all([...stopped.map((thread) => thread.stop()), ...[...own.keys()].map(drop)]);
    },
  };
}

function woken(waiting: Set<() => void>, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      waiting.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, withinMs);
    waiting.add(wake);
  });
}
