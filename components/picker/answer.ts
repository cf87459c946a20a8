import { isPassing } from '@/lib/kernel/error-codes';
import type { Outcome } from '@/lib/kernel/outcome';
import type { CheckResult } from '@/lib/secrets/schema';

/** A check in words: found, or what stands in the way and what to do. */
export type Answer =
  | { kind: 'found'; source: string; ageMs: number; isStale: boolean; changedAt: string | undefined }
  /** `isPassing`: the secret manager could not be asked now; the reference itself may be right. */
  | { kind: 'trouble'; code: string; title: string; detail: string; isPassing: boolean };

/** What an outcome of a check tells. `titleOf` gives the title of a code. */
export function answerOf(outcome: Outcome<CheckResult>, titleOf: (code: string) => string): Answer {
  if (!outcome.ok) {
    const { title, detail, code } = outcome.problem;
    return { kind: 'trouble', code, title, detail, isPassing: isPassing(code) };
  }
  const {
    ok,
    code = 'internal',
    message = '',
    source = 'provider',
    state,
    ageMs = 0,
    itemUpdatedAt,
  } = outcome.value;
  if (!ok)
    return { kind: 'trouble', code, title: titleOf(code), detail: message, isPassing: isPassing(code) };
  return { kind: 'found', source, ageMs, isStale: state === 'stale', changedAt: itemUpdatedAt };
}
