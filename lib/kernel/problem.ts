import { wordsOfCode } from './code-words';
import type { ErrorCode } from './error-codes';
import { asLatchkeyError } from './errors';
import type { Language } from './language';
import { formatMessage, type Message } from './message';

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

/** The path of the product's own page about a code. */
export function errorPage(code: ErrorCode): string {
  return `/errors/${code}`;
}

/**
 * Turns any caught thing into problem details in the words of `language`. What is not a LatchkeyError says `internal`
 * and nothing else.
 */
export function problemOf(error: unknown, language: Language): Problem {
  const known = asLatchkeyError(error);
  return {
    ...known.details,
    type: errorPage(known.code),
    title: wordsOfCode(known.code, language).title,
    status: known.status,
    code: known.code,
    detail: formatMessage(known.says, language),
    ...(known.fields ? { fields: inWords(known.fields, language) } : {}),
    ...(known.retryAfterMs === undefined ? {} : { retryAfterMs: known.retryAfterMs }),
  };
}

function inWords(fields: Record<string, Message>, language: Language): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, said]) => [path, formatMessage(said, language)]),
  );
}
