/**
 * The closed set of error codes (API contract) with the HTTP status each is answered with and the sentence that
 * people see when nothing more exact is known: what happened, why, what to do next.
 */
export const errorTable = {
  unauthenticated: {
    status: 401,
    title: 'Not signed in',
    message:
      'Nobody is signed in, or the API key is unknown, expired or revoked. Sign in, or send a valid API key.',
  },
  forbidden: {
    status: 403,
    title: 'Not permitted',
    message: 'Your role or scope does not permit this. Ask an admin for access.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    message: 'Latchkey has nothing here that you may see. It may have been removed, or the address is wrong.',
  },
  invalid_input: {
    status: 422,
    title: 'Input not accepted',
    message: 'Some of the input is missing or has the wrong form. Correct the named fields and try again.',
  },
  invalid_token: {
    status: 422,
    title: 'Not a service account token',
    message:
      'This is not a whole 1Password service account token. Copy it again from 1Password; it begins with ops_.',
  },
  sign_in_address_refused: {
    status: 422,
    title: 'Sign-in address refused',
    message:
      'The token names a sign-in address that is not one of 1Password’s. Nothing was sent to it. Use a token made in 1Password, or let an operator list the address in LATCHKEY_SIGN_IN_HOSTS.',
  },
  conflict: {
    status: 409,
    title: 'Already exists or changed meanwhile',
    message: 'Something with this name exists already, or it was changed meanwhile. Reload and try again.',
  },
  in_use: {
    status: 409,
    title: 'Still in use',
    message: 'Connections still need this secret manager. Re-point them first, or remove it by force.',
  },
  secret_not_found: {
    status: 424,
    title: 'Secret not found',
    message:
      '1Password has no such vault, item or field for this token. Check the reference, or the vaults that the service account may read.',
  },
  secret_ambiguous: {
    status: 424,
    title: 'Reference is ambiguous',
    message:
      'More than one vault, item or field matches this reference. Choose the one you mean with the picker.',
  },
  secret_forbidden: {
    status: 424,
    title: 'Secret not permitted',
    message:
      '1Password does not let this service account read that secret. The vaults of a service account are fixed when it is made: make one that may read this vault, or choose another secret.',
  },
  reference_invalid: {
    status: 424,
    title: 'Reference not valid',
    message: 'A reference looks like op://vault/item/field or op://vault/item/section/field.',
  },
  provider_denied: {
    status: 424,
    title: 'Token refused',
    message:
      '1Password refused this token. It may have been revoked or replaced. Make a new one in 1Password; an admin enters it with Replace token.',
  },
  provider_rate_limited: {
    status: 503,
    title: 'Rate limited by 1Password',
    message:
      '1Password’s request limit for this token or account is used up. Latchkey tries again when it may.',
  },
  provider_unavailable: {
    status: 503,
    title: '1Password cannot be reached',
    message:
      '1Password did not answer as it should. Latchkey tries again by itself; check the network if it lasts.',
  },
  provider_timeout: {
    status: 503,
    title: '1Password did not answer in time',
    message: '1Password did not answer within the time allowed. Latchkey tries again by itself.',
  },
  internal: {
    status: 500,
    title: 'Something broke in Latchkey',
    message: 'Latchkey met an error of its own. The log has the details under the request id.',
  },
} as const satisfies Record<string, { status: number; title: string; message: string }>;

export type ErrorCode = keyof typeof errorTable;

const brand = Symbol.for('latchkey.error');

export interface ErrorOptions {
  /** What people see in place of the table's sentence. Never vendor text, never a value or token. */
  message?: string;
  /** Per-field messages for `invalid_input`, keyed by the dotted path of the field. */
  fields?: Record<string, string>;
  /** Extra members of the problem details, e.g. the connections of `in_use`. Never secret. */
  details?: Record<string, unknown>;
  /** How long to wait before trying again, in milliseconds. */
  retryAfterMs?: number;
  /** For the log's eyes only: the inside story. Never sent on. */
  inside?: string;
}

/** An error that Latchkey knows by a stable code. Its `message` is meant for people; `inside` is for the log. */
export class LatchkeyError extends Error {
  declare readonly [brand]: true;
  readonly code: ErrorCode;
  readonly fields?: Record<string, string>;
  readonly details?: Record<string, unknown>;
  readonly retryAfterMs?: number;
  readonly inside?: string;

  constructor(code: ErrorCode, options: ErrorOptions = {}) {
    super(options.message ?? errorTable[code].message);
    Object.defineProperty(this, brand, { value: true, enumerable: false });
    this.name = 'LatchkeyError';
    this.code = code;
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

/** Any caught thing as a LatchkeyError; the unknown becomes `internal` with its text inside, for the log alone. */
export function asLatchkeyError(error: unknown): LatchkeyError {
  if (isLatchkeyError(error)) return error;
  return new LatchkeyError('internal', {
    inside: error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error),
  });
}

/** Whether a text is one of the closed set of codes (for codes read back from the database). */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorTable, text);
}
