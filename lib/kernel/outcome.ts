import { type Problem, problemOf } from './problem';

/** What a server action returns: never a thrown error, which Next would print. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Runs `work` and answers with its value or with the problem it met. Unknown errors go to `onUnknown` first. */
export async function outcomeOf<T>(
  work: () => Promise<T>,
  onError: (error: unknown) => void,
): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    onError(error);
    return { ok: false, problem: problemOf(error) };
  }
}
