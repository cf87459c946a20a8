import { isErrorCode } from '@/lib/kernel/error-codes';
import { parseMessage } from '@/lib/kernel/message';
import { translate } from '@/lib/platform/language';

/** Why a stored entry is absent, in the reader's language. What an older version stored as words is said by its code. */
export function sayAbsence({ code, stored }: { code: string | null; stored: string | null }): string | null {
  const said = parseMessage(stored);
  if (said) return translate(said);
  return code && isErrorCode(code) ? translate({ code }) : null;
}
