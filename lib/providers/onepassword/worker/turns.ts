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

/**
 * Lets at most `limit` workers in at a time, first come, first served. Meant for sign-ins: each is 0.4 s of arithmetic, so
 * twenty at once would all end after 9 s and block the thread for 5 s of it, yet one that waits for a silent server must
 * hold up nobody.
 */
export function createTurns({ limit, idleMs }: TurnSettings): () => Promise<Turn> {
  const waiting: (() => void)[] = [];
  let taken = 0;

  function passOn(): void {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  }

  return async () => {
    if (taken < limit) taken += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    let hasLeft = false;
    let timer: NodeJS.Timeout | undefined;
    const leave = () => {
      clearTimeout(timer);
      if (!hasLeft) passOn();
      hasLeft = true;
    };
    const keep = () => {
      clearTimeout(timer);
      if (!hasLeft) timer = setTimeout(leave, idleMs);
    };
    keep();
    return { keep, leave };
  };
}
