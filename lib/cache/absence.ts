import { isErrorCode } from '@/lib/kernel/error-codes';
import { readSentence } from '@/lib/kernel/sentence';
import { sayNow } from '@/lib/platform/language';

/** Why a stored entry is absent, in the reader's language. What an older version stored as words is said by its code. */
export function sayAbsence({ code, stored }: { code: string | null; stored: string | null }): string | null {
  const said = readSentence(stored);
  if (said) return sayNow(said);
  return code && isErrorCode(code) ? sayNow({ code }) : null;
}
