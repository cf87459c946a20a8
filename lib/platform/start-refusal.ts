import { LatchkeyError } from '@/lib/kernel/errors';

/** Why Latchkey does not start, in words for operators: what is wrong and what to do. Nothing secret. */
export function startRefusal(message: string, inside: string = message): LatchkeyError {
  return new LatchkeyError('internal', { says: { inTerminal: message }, inside });
}
