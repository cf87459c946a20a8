import { asLatchkeyError } from '@/lib/kernel/errors';
import { once } from './singleton';

interface Rounds {
  timer?: ReturnType<typeof setInterval>;
  flight?: Promise<void> | undefined;
}

/** Work that goes on automatically, by its name: one round at a time in this process. */
const roundsOf = (name: string) => once<Rounds>(`rounds: ${name}`, () => ({}));

/** Has `run` called every so many milliseconds. It does not keep the process alive. */
export function startRounds(name: string, everyMs: number, run: () => Promise<void>): void {
  const rounds = roundsOf(name);
  clearInterval(rounds.timer);
  rounds.timer = setInterval(() => void run(), everyMs);
  rounds.timer.unref();
}

/** Ends the calls, and waits for the round that is under way. */
export async function stopRounds(name: string): Promise<void> {
  const rounds = roundsOf(name);
  clearInterval(rounds.timer);
  await rounds.flight;
}

/**
 * Does a round, or joins the one under way. Never rejects: `onFailure` hears what went wrong, in a form for the log.
 */
export function joinRound(
  name: string,
  work: () => Promise<void>,
  onFailure: (inside: string | undefined) => void,
): Promise<void> {
  const rounds = roundsOf(name);
  rounds.flight ??= work()
    .catch((error: unknown) => onFailure(asLatchkeyError(error).inside))
    .finally(() => {
      rounds.flight = undefined;
    });
  return rounds.flight;
}
