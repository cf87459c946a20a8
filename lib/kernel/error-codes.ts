/** The closed set of error codes (API contract) with the HTTP status each is answered with. */
export const errorTable = {
  unauthenticated: { status: 401 },
  forbidden: { status: 403 },
  not_found: { status: 404 },
  method_not_allowed: { status: 405 },
  invalid_input: { status: 422 },
  invalid_token: { status: 422 },
  sign_in_address_refused: { status: 422 },
  conflict: { status: 409 },
  in_use: { status: 409 },
  precondition_failed: { status: 412 },
  over_budget: { status: 429 },
  secret_not_found: { status: 424 },
  secret_ambiguous: { status: 424 },
  secret_forbidden: { status: 424 },
  secret_unreadable: { status: 424 },
  reference_invalid: { status: 424 },
  provider_denied: { status: 424 },
  provider_rate_limited: { status: 503 },
  provider_unavailable: { status: 503 },
  provider_timeout: { status: 503 },
  overloaded: { status: 503 },
  database_unavailable: { status: 503 },
  storage_full: { status: 507 },
  storage_read_only: { status: 503 },
  misdirected: { status: 421 },
  internal: { status: 500 },
} as const satisfies Record<string, { status: number }>;

export type ErrorCode = keyof typeof errorTable;

/** Every code, in the order of the table. */
export const errorCodes = Object.keys(errorTable).filter(isErrorCode);

/** Whether a code says nothing of a reference: the secret manager or the database is away, or Latchkey has too much to do. */
export function isPassing(code: string): boolean {
  return code.startsWith('provider_') || code === 'overloaded' || code === 'database_unavailable';
}

/** Whether a text is one of the closed set of codes (for codes read back from the database). */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorTable, text);
}
