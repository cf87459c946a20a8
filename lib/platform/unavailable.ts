import { carrierOf, knownIn, LatchkeyError } from '@/lib/kernel/errors';
import { isServerAway } from './server-failure';

const retryAfterMs = 2_000;

/**
 * A failure to reach the database as the carrier of `database_unavailable`; an error of the closed set, and the database's answer
 * to a statement, as they are. `isConnecting`: nothing was asked yet, so that whatever failed, nothing can be.
 */
export function unavailableIfAway(error: unknown, isConnecting: boolean): unknown {
  if (knownIn(error)) return error;
  if (!isConnecting && !isServerAway(error)) return error;
  return carrierOf(new LatchkeyError('database_unavailable', { inside: String(error), retryAfterMs }));
}
