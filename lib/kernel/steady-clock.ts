import type { Clock } from './clock';

/** Where a steady clock takes its time from, each in milliseconds. */
export interface TimeSources {
  /** The machine's clock, since the epoch. Somebody may set it at any moment. */
  wall(): number;
  /** Goes on evenly, whatever is set. Its beginning is anywhere. */
  monotonic(): number;
  /** The same, and it counts the time that the machine slept. Coarse. */
  uptime(): number;
}

/** The machine's clock was set, by so much; positive: forward. */
export interface ClockStep {
  byMs: number;
}

export interface SteadyClock extends Clock {
  /** Looks at the machine's clock. Answers how far it was set since the look before, if it was. */
  look(): ClockStep | undefined;
  /** Goes by another clock from now on, which says `nowMs`: that of the database, where it has a machine of its own. */
  follow(nowMs: number): void;
  /** How far the machine's clock is ahead of this one, in milliseconds; negative: behind. */
  machineAheadMs(): number;
}

// What time services correct by little and little is followed; more than this at once is a step.
const leastStepMs = 2_000;
const leastSleepMs = 1_000;
// A clock that stays where it was set is right by then.
const adoptAfterMs = 10 * 60_000;

/**
 * A clock that does not jump when the machine's is set: ages, pauses and expiries go on by the time that passes. It starts at
 * the machine's time, follows its small corrections, and what it was set to once that has lasted for ten minutes, unless it
 * goes by another clock (`follow`).
 */
export function steadyClock(sources: TimeSources): SteadyClock {
  let anchorMs = sources.wall() - sources.monotonic();
  let sleptMs = asleep();
  let aheadMs = 0;
  let isFollowing = false;
  let steppedAtMs: number | undefined;

  function asleep(): number {
    return sources.uptime() - sources.monotonic();
  }

  function now(): number {
    return anchorMs + sources.monotonic();
  }

  function countSleep(): void {
    const moreMs = asleep() - sleptMs;
    if (moreMs < leastSleepMs) return;
    sleptMs += moreMs;
    anchorMs += moreMs;
  }

  function adopt(): void {
    anchorMs += sources.wall() - now();
    aheadMs = 0;
    steppedAtMs = undefined;
  }

  return {
    // Whole milliseconds, as the machine's clock gives them: ages and times that are told are made of it.
    now: () => Math.floor(now()),
    look() {
      countSleep();
      const before = aheadMs;
      aheadMs = sources.wall() - now();
      const byMs = aheadMs - before;
      if (Math.abs(byMs) >= leastStepMs) {
        steppedAtMs = now();
        return { byMs };
      }
      if (isFollowing) return undefined;
      if (steppedAtMs === undefined) adopt();
      else if (now() - steppedAtMs >= adoptAfterMs) adopt();
      return undefined;
    },
    follow(nowMs) {
      isFollowing = true;
      const byMs = nowMs - now();
      anchorMs += byMs;
      // Not a step of the machine's clock.
      aheadMs -= byMs;
    },
    machineAheadMs: () => sources.wall() - now(),
  };
}
