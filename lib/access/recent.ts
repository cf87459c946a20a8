import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { clock } from '@/lib/platform/clock';

/** How long a password that was given counts for what is delicate. */
export const recentSignInMs = 10 * 60_000;

/**
 * Asks a person for a password given within the last ten minutes, before what is delicate; a stolen session alone cannot do
 * it. API keys and Latchkey itself pass: they hold no session. Throws `forbidden` with `details.reason: 'reauthenticate'`.
 */
export function requireRecentSignIn(caller: Caller): void {
  if (caller.kind !== 'user') return;
  const { session } = caller;
  if (session && clock().now() - session.authenticatedAtMs < recentSignInMs) return;
  throw new LatchkeyError('forbidden', {
    says: messageFor('reauthenticate'),
    details: { reason: 'reauthenticate' },
  });
}
