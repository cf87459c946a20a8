import { carrierOf, knownIn, LatchkeyError } from '@/lib/kernel/errors';
import { isServerAway } from './server-failure';

const retryAfterMs = 2_000;

/**
 * A failure to reach the database as the carrier of `database_unavailable`; an error of the closed set, and the database's answer
 * to a statement, as they are. `cannotAnswer`: there is no connection that an answer could have come by, so that whatever failed,
 * the database did not refuse it.
 */
export function unavailableIfAway(error: unknown, cannotAnswer: boolean): unknown {
  if (knownIn(error)) return error;
  if (!cannotAnswer && !isServerAway(error)) return error;
  return carrierOf(new LatchkeyError('database_unavailable', { inside: String(error), retryAfterMs }));
}
