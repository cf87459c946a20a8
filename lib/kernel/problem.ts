import { asLatchkeyError, type ErrorCode, errorTable } from './errors';

/** RFC 9457 problem details, with Latchkey's stable `code`. Safe to send: holds no inside text. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  fields?: Record<string, string>;
  retryAfterMs?: number;
  [extra: string]: unknown;
}

/** Turns any caught thing into problem details. What is not a LatchkeyError says `internal` and nothing else. */
export function problemOf(error: unknown): Problem {
  const known = asLatchkeyError(error);
  return {
    ...known.details,
    type: `https://latchkey.dev/errors/${known.code}`,
    title: errorTable[known.code].title,
    status: known.status,
    code: known.code,
    detail: known.message,
    ...(known.fields ? { fields: known.fields } : {}),
    ...(known.retryAfterMs === undefined ? {} : { retryAfterMs: known.retryAfterMs }),
  };
}
