import type { ErrorCode } from '@/lib/kernel/error-codes';
import { type Message, messageFor } from '@/lib/kernel/message';

/** Why something could not be had, in a form that can cross threads. Holds no vendor text. */
export interface Failure {
  code: ErrorCode;
  says?: Message;
  /** True: the secret manager said so for certain. False: a passing trouble. */
  isCertain: boolean;
  retryAfterMs?: number;
  /** For the log, when the code is `internal`: what was thrown and where, without its message. */
  inside?: string;
}

/**
 * Where a failure lies: in the request as a whole, in one of the items that its answer held, or in an answer of
 * another shape than is known, which may be either.
 */
export type FailurePlace = 'request' | 'item' | 'shape';

/** A failure on its way up inside a provider. */
export class ProviderFailure extends Error {
  readonly failure: Failure;
  readonly place: FailurePlace;

  constructor(failure: Failure, place: FailurePlace = 'request') {
    super(failure.code);
    this.failure = failure;
    this.place = place;
  }
}

/** A failure that the secret manager, or the reference itself, makes certain. */
export function certain(code: ErrorCode, says?: Message): ProviderFailure {
  return new ProviderFailure({ code, says, isCertain: true });
}

/** A passing trouble: asking again later may go better. */
export function passing(code: ErrorCode, says?: Message): ProviderFailure {
  return new ProviderFailure({ code, says, isCertain: false });
}

/** An item that was answered and cannot be read: its own trouble, and nobody else's. */
export const unreadable = new ProviderFailure(
  { code: 'secret_unreadable', says: messageFor('itemUnreadable'), isCertain: true },
  'item',
);

/** Any caught thing as a failure. The unknown is `internal`; its message, which may hold anything, goes no further. */
export function asProviderFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  return new ProviderFailure({ code: 'internal', isCertain: false, inside: placeOf(error) });
}

function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return [error.name, ...frames.slice(0, 5)].join('\n');
}
