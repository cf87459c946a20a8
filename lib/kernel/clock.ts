/** Where time comes from. Handed in, so that expiry is tested without sleeping. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** How far the clocks of processes may be apart, in milliseconds. What is dated further ahead, a clock dated that was set back since. */
export const mostApartMs = 5_000;

/** Whether a time is later than any process can mean by now. */
export function isDatedAhead(timeMs: number, nowMs: number): boolean {
  return timeMs > nowMs + mostApartMs;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved. For tests and simulations. */
export function manualClock(startMs = Date.UTC(2026, 0, 1)): Clock & { advance(byMs: number): void } {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    advance: (byMs) => {
      nowMs += byMs;
    },
  };
}
