import { afterOwnTime } from '@/lib/kernel/own-time';

/** A place among those who may work at the same time. */
export interface Turn {
  /** Tells that the work goes on: the place is kept for another while. */
  keep(): void;
  /** Gives the place up. Harmless when it is gone already. */
  leave(): void;
}

export interface TurnSettings {
  /** How many may work at a time. */
  limit: number;
  /** Who does nothing for so long, in milliseconds, loses the place, and works on without it. */
  idleMs: number;
}

/** Whether somebody waits for the work. What is done ahead works alone, while nobody else works or waits. */
export type Rank = 'awaited' | 'ahead';

/** A place that was asked for. */
export interface Asked {
  taken: Promise<Turn>;
  /** It could not be had at once. */
  isWaiting: boolean;
  /** Somebody waits for the work now: it takes its place behind those who waited before. Harmless otherwise. */
  hurry(): void;
}

export interface Turns {
  /** Asks for a place: first come, first served, of each rank. */
  take(rank?: Rank): Asked;
  /** How long the last who waits now will wait, in milliseconds, as long as turns took so far. */
  waitMs(): number;
}

/** Over how many turns what is usual is followed. */
const usualOver = 8;

/**
 * Lets at most `limit` workers in at a time, first come, first served. Meant for sign-ins with the first read after each: that is
 * 0.4 s of arithmetic, so twenty at once would all end after 9 s and block the thread for 5 s of it, yet one that waits for a
 * silent server must hold up nobody. What nobody waits for comes last, and one at a time.
 */
export function createTurns({ limit, idleMs }: TurnSettings): Turns {
  const waiting: (() => void)[] = [];
  const ahead: (() => void)[] = [];
  let taken = 0;
  let usualMs = idleMs;

  function letIn(): void {
    while (taken < limit && waiting.length > 0) admit(waiting);
    if (taken === 0) admit(ahead);
  }

  function admit(queue: (() => void)[]): void {
    const next = queue.shift();
    if (!next) return;
    taken += 1;
    next();
  }

  function take(rank: Rank = 'awaited'): Asked {
    let isWaiting = true;
    let enter = () => {};
    const entered = new Promise<void>((resolve) => {
      enter = () => {
        isWaiting = false;
        resolve();
      };
    });
    (rank === 'ahead' ? ahead : waiting).push(enter);
    letIn();
    const hurry = () => {
      const at = ahead.indexOf(enter);
      if (at === -1) return;
      ahead.splice(at, 1);
      waiting.push(enter);
      letIn();
    };
    return { isWaiting, hurry, taken: entered.then(begin) };
  }

  function begin(): Turn {
    const beganAtMs = performance.now();
    let hasLeft = false;
    let stop = () => {};
    const leave = () => {
      stop();
      if (hasLeft) return;
      hasLeft = true;
      usualMs += (performance.now() - beganAtMs - usualMs) / usualOver;
      taken -= 1;
      letIn();
    };
    const keep = () => {
      stop();
      // A thread that does another's arithmetic meanwhile cannot hear what this one waits for.
      if (!hasLeft) stop = afterOwnTime(idleMs, leave);
    };
    keep();
    return { keep, leave };
  }

  return {
    take,
    waitMs: () => (Math.ceil(waiting.length / limit) + 1) * usualMs,
  };
}
