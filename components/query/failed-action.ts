import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from 'next/navigation';
import { uiWords } from '@/components/words/ui';
import type { Problem } from '@/lib/kernel/problem';
import { isProblem, offline } from './api-get';

/**
 * What a server action that gave no outcome met, as an outcome: the one place that says so. Nothing came back (`offline`);
 * the server refused it before it was run, and said why; it knows no such action, for it is another build by now; or
 * something else answered in its place.
 */
export function failedAction(error: unknown): { ok: false; problem: Problem } {
  return { ok: false, problem: problemOf(error) };
}

function problemOf(error: unknown): Problem {
  if (isUnrecognizedAction(error)) return worded('updated', 409);
  // Browsers say in words of their own that a request did not get through; they all throw a TypeError then.
  if (error instanceof TypeError) return offline;
  return (error instanceof Error && refusalIn(error.message)) || worded('answeredByOther', 502);
}

/** Next hands on the text of an answer of `text/plain`: ours is a problem as JSON (server/console.ts). */
function refusalIn(text: string): Problem | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const read: unknown = JSON.parse(text);
    return isProblem(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function worded(which: 'updated' | 'answeredByOther', status: number): Problem {
  const { title, text: detail } = uiWords[which];
  return { type: 'about:blank', title, status, code: 'internal', detail, reason: which };
}
