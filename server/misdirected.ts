import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestIdOf } from '@/lib/api/request-id';
import { apiHeaders } from '@/lib/api/security-headers';
import { LatchkeyError } from '@/lib/kernel/errors';
import { languageOf } from '@/lib/kernel/language';
import { problemOf } from '@/lib/kernel/problem';
import { log } from '@/lib/platform/log';
import { countRequest } from '@/lib/platform/metrics';
import { isApiPath } from './api-paths';

export interface Misdirected {
  origin: string;
}

/** Answers 421 to a request for a host that is not ours: problem details on the data plane, a plain page elsewhere. */
export function refuseMisdirected(
  request: IncomingMessage,
  response: ServerResponse,
  { origin }: Misdirected,
): void {
  const { method = '', headers, url = '/' } = request;
  const requestId = requestIdOf(request);
  const isApi = isApiPath(url);
  const language = headers.authorization === undefined ? languageOf(headers) : 'en';
  const problem = problemOf(new LatchkeyError('misdirected'), language);
  const body = isApi
    ? JSON.stringify({ ...problem, requestId })
    : pageOf(problem.title, problem.detail, language);
  // The host is a stranger's text, so the log does not have it.
  log.info('request.misdirected', { requestId, method, status: problem.status });
  countRequest({ method, route: 'none', status: problem.status, durationMs: 0 });
  response.writeHead(problem.status, {
    ...apiHeaders(origin),
    'X-Request-Id': requestId,
    'Content-Type': isApi ? 'application/problem+json' : 'text/html; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    // What else this connection is for is not ours either.
    Connection: 'close',
  });
  response.end(method === 'HEAD' ? undefined : body);
}

/** Our own sentences alone: nothing that was asked stands in it. */
function pageOf(title: string, text: string, language: string): string {
  return `<!doctype html>\n<html lang="${language}"><meta charset="utf-8"><title>${title}</title>\n<h1>${title}</h1>\n<p>${text}</p></html>\n`;
}
