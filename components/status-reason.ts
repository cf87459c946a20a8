import { wordsOfCode } from '@/components/words/problems';
import type { ManagerView } from '@/lib/managers/schema';

/** Why a secret manager is as it is and what to do, in the reader's language; null while nothing is wrong. */
export function statusReason({
  statusReason: code,
  statusMessage,
}: Pick<ManagerView, 'statusReason' | 'statusMessage'>): string | null {
  return statusMessage && (code ? wordsOfCode(code).message : statusMessage);
}
