import { saidCode } from '@/components/words/problems';
import { uiWords } from '@/components/words/ui';
import { isErrorCode } from '@/lib/kernel/error-codes';
import type { Problem } from '@/lib/kernel/problem';

/** What a failed read throws inside TanStack Query; `problem` is what to show. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/**
 * Reads `/api/…` with the reader's session. Answers the JSON as the caller's type: both sides are made of the same zod
 * schemas (lib/api). Throws ProblemError; a network that fails is `internal` with words of its own.
 */
export async function apiGet<T>(
  path: string,
  query: Record<string, string | number | undefined> = {},
  signal?: AbortSignal,
): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return asked<T>(search.size === 0 ? path : `${path}?${search}`, {}, signal);
}

/** The same for what is answered as plain text. */
export async function apiGetText(path: string, signal?: AbortSignal): Promise<string> {
  const response = await answered(path, { headers: { accept: 'text/plain' } }, signal);
  if (!response.ok) throw await refusalIn(response);
  return response.text();
}

/** Asks what needs a body and changes nothing, such as a preview. As `apiGet` otherwise. */
export async function apiPost<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const json = { 'content-type': 'application/json' };
  return asked<T>(path, { method: 'POST', body: JSON.stringify(body), headers: json }, signal);
}

async function asked<T>(address: string, init: RequestInit, signal?: AbortSignal): Promise<T> {
  const headers = { accept: 'application/json', ...init.headers };
  const response = await answered(address, { ...init, headers }, signal);
  if (!response.ok) throw await refusalIn(response);
  return asAnswer<T>(await response.json().catch(() => undefined));
}

async function answered(address: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  return fetch(address, { ...init, ...(signal ? { signal } : {}) }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ProblemError(offline);
  });
}

async function refusalIn(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => undefined);
  return new ProblemError(isProblem(body) ? body : { ...offline, status: response.status });
}

/** The problem in whatever a query met. */
export function problemIn(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : offline;
}

/** The problem to show beside what a query brought before. That the database is away is said once, for all of the page. */
export function problemBeside(data: unknown, error: unknown): Problem | undefined {
  if (!error) return undefined;
  const problem = problemIn(error);
  return data !== undefined && problem.code === 'database_unavailable' ? undefined : problem;
}

/** What is shown when nothing came back at all. */
export const offline: Problem = {
  type: 'about:blank',
  get title() {
    return uiWords.offline.title;
  },
  status: 503,
  code: 'internal',
  get detail() {
    return uiWords.offline.text;
  },
};

/** Whether an answer is problem details of this API. */
export function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    isErrorCode(String(body.code)) &&
    'title' in body &&
    'detail' in body
  );
}

/** Guarantee: the route of `path` answers with the schema of `T`; the API's own tests hold it to that. */
function asAnswer<T>(body: unknown): T {
  return body as T;
}

/** The title that people see for a code, where only the code is known. */
export function titleOfCode(code: string): string {
  return saidCode(code).title;
}
