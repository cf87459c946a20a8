import type { Language } from './language';
import { type Problem, problemOf } from './problem';

/** What a server action returns: never a thrown error, which Next would print. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Runs `work` and answers with its value, or with the problem it met in the words of `language`; `onError` hears of it first. */
export async function outcomeOf<T>(
  work: () => Promise<T>,
  onError: (error: unknown) => void,
  language: Language,
): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    onError(error);
    return { ok: false, problem: problemOf(error, language) };
  }
}
