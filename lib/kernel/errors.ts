import { type ErrorCode, errorTable } from './error-codes';
import { formatMessage, type Message } from './message';

const brand = Symbol.for('latchkey.error');

export interface ErrorOptions {
  /** What people are told in place of the code's own sentence. Never vendor text, never a value or token. */
  says?: Message;
  /** What is said of single fields, keyed by the dotted path of the field. */
  fields?: Record<string, Message>;
  /** Extra members of the problem details, e.g. the connections of `in_use`. Never secret. */
  details?: Record<string, unknown>;
  /** How long to wait before trying again, in milliseconds. */
  retryAfterMs?: number;
  /** For the log's eyes only: the inside story. Never sent on. */
  inside?: string;
}

/** An error that Latchkey knows by a stable code. `message` is what it `says`, in English; `inside` is for the log. */
export class LatchkeyError extends Error {
  declare readonly [brand]: true;
  readonly code: ErrorCode;
  /** What people are told, each in their own language (lib/kernel/message). */
  readonly says: Message;
  readonly fields?: Record<string, Message>;
  readonly details?: Record<string, unknown>;
  readonly retryAfterMs?: number;
  readonly inside?: string;

  constructor(code: ErrorCode, options: ErrorOptions = {}) {
    const says = options.says ?? { code };
    super(formatMessage(says, 'en'));
    Object.defineProperty(this, brand, { value: true, enumerable: false });
    this.name = 'LatchkeyError';
    this.code = code;
    this.says = says;
    this.fields = options.fields;
    this.details = options.details;
    this.retryAfterMs = options.retryAfterMs;
    this.inside = options.inside;
  }

  /** The HTTP status that this code is answered with. */
  get status(): number {
    return errorTable[this.code].status;
  }
}

/** Whether a caught thing is a LatchkeyError, also one made by another instance of this module. */
export function isLatchkeyError(error: unknown): error is LatchkeyError {
  return typeof error === 'object' && error !== null && brand in error;
}

/**
 * An error that brings `known` through a library which would take the code of it for one of its own. `asLatchkeyError`
 * finds it.
 */
export function carrierOf(known: LatchkeyError): Error {
  return new Error(known.message, { cause: known });
}

/** Libraries that carry what a library carried: more of them than there are. */
const mostCarriers = 5;

/** The LatchkeyError that a caught thing is or carries. */
export function knownIn(error: unknown): LatchkeyError | undefined {
  let looked = error;
  for (let depth = 0; depth <= mostCarriers; depth += 1) {
    if (isLatchkeyError(looked)) return looked;
    if (!(looked instanceof Error)) return undefined;
    looked = looked.cause;
  }
  return undefined;
}

/** An error like `error`, but for `changes`. */
export function errorLike(error: LatchkeyError, changes: ErrorOptions): LatchkeyError {
  const { code, says, fields, details, retryAfterMs, inside } = error;
  return new LatchkeyError(code, { says, fields, details, retryAfterMs, inside, ...changes });
}

/** Any caught thing as a LatchkeyError; the unknown becomes `internal` with its text inside, for the log alone. */
export function asLatchkeyError(error: unknown): LatchkeyError {
  const known = knownIn(error);
  if (known) return known;
  return new LatchkeyError('internal', {
    inside: error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error),
  });
}
