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

export interface Turns {
  /** Waits for a place, first come, first served. */
  take(): Promise<Turn>;
  /** Whether whoever comes now has to wait. */
  isFull(): boolean;
  /** How long the last who waits now will wait, in milliseconds, as long as turns took so far. */
  waitMs(): number;
}

/** Over how many turns what is usual is followed. */
const usualOver = 8;

/**
 * Lets at most `limit` workers in at a time, first come, first served. Meant for sign-ins with the first read after each: that is
 * 0.4 s of arithmetic, so twenty at once would all end after 9 s and block the thread for 5 s of it, yet one that waits for a
 * silent server must hold up nobody.
 */
export function createTurns({ limit, idleMs }: TurnSettings): Turns {
  const waiting: (() => void)[] = [];
  let taken = 0;
  let usualMs = idleMs;

  function passOn(): void {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  }

  async function take(): Promise<Turn> {
    if (taken < limit) taken += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    const beganAtMs = performance.now();
    let hasLeft = false;
    let stop = () => {};
    const leave = () => {
      stop();
      if (hasLeft) return;
      hasLeft = true;
      usualMs += (performance.now() - beganAtMs - usualMs) / usualOver;
      passOn();
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
    isFull: () => taken >= limit,
    waitMs: () => (Math.ceil(waiting.length / limit) + 1) * usualMs,
  };
}
