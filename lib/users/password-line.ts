import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { once } from '@/lib/platform/singleton';

// Each takes 100–300 ms of a core: more at once would only hold up everything else that the process answers.
const mostAtOnce = 2;
const mostWaiting = 8;
const retryAfterMs = 2_000;

/** Whose password it is: somebody's whom Latchkey knows already is served first, and finds a place when strangers fill theirs. */
export type Lane = 'known' | 'stranger';

interface Line {
  running: number;
  waiting: Record<Lane, (() => void)[]>;
}

const line = () => once<Line>('password-line', () => ({ running: 0, waiting: { known: [], stranger: [] } }));

/**
 * Does work that hashes or compares a password: two at once in this process, eight of each lane waiting, `known` first.
 * Throws `over_budget` with a time to wait, without doing it, when there is no place.
 */
export async function inPasswordLine<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  await takePlace(lane);
  try {
    return await work();
  } finally {
    leavePlace();
  }
}

async function takePlace(lane: Lane): Promise<void> {
  const state = line();
  if (state.running < mostAtOnce) {
    state.running += 1;
    return;
  }
  const waiting = state.waiting[lane];
  if (waiting.length >= mostWaiting) {
    throw new LatchkeyError('over_budget', { says: messageFor('signInBusy'), retryAfterMs });
  }
  await new Promise<void>((begin) => waiting.push(begin));
}

/** The place goes to the next one, so `running` stays as it is. */
function leavePlace(): void {
  const state = line();
  const next = state.waiting.known.shift() ?? state.waiting.stranger.shift();
  if (next) next();
  else state.running -= 1;
}
