import { wordsOfCode } from '@/lib/kernel/code-words';
import { type ErrorCode, errorTable } from '@/lib/kernel/error-codes';
import type { Access } from './add-routes';
import { codesOf } from './codes';
import { exampleOf } from './examples/all';
import type { Route } from './route';
import { whoMay } from './who-may';

interface Media {
  schema?: object;
  examples?: Record<string, { summary: string; value: unknown }>;
}

export interface Answer {
  description: string;
  headers?: Record<string, { description: string; schema: object }>;
  content?: Record<string, Media>;
}

/** An operation of an OpenAPI document, as far as it is written here. */
export interface Operation {
  operationId: string;
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: object[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer | Reference>;
}

interface Reference {
  $ref: string;
}

/** Answers that operations share, by name, for the document's components. */
export type SharedAnswers = Record<string, Answer>;

export interface DescribedRoute {
  route: Route;
  access: Access;
  /** Whether the thing at its path can be read, so that a change of it takes `If-Match`. */
  isReadable: boolean;
}

/**
 * Completes an operation that has its schemas: who may call it, its errors by status, headers and examples. Adds the
 * answers that it shares with others to `shared`.
 */
export function describeOperation(
  operation: Operation,
  { route, access, isReadable }: DescribedRoute,
  shared: SharedAnswers,
): void {
  const { security, words } = access === 'open' ? { security: [], words: '' } : whoMay(route);
  operation.security = security;
  operation.description = [route.description, words].filter(Boolean).join('\n\n');
  addConditional(operation, route, access, isReadable);
  addExamples(operation, route);
  describeAnswers(operation, route);
  for (const [status, codes] of byStatus(codesOf(route, access)))
    operation.responses[status] ??= answerOf(status, codes, shared);
  operation.responses.default = {
    description: 'Another error: a later version may give codes that are not listed here.',
    content: { 'application/problem+json': { schema: problemReference } },
  };
}

const problemReference = { $ref: '#/components/schemas/Problem' };

/** One code is one answer of all operations: most of the document would be repetition. */
function answerOf(status: string, codes: readonly ErrorCode[], shared: SharedAnswers): Answer | Reference {
  const [code, ...others] = codes;
  if (code === undefined || others.length > 0) return problemAnswer(status, codes);
  const name = code.replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  shared[name] ??= problemAnswer(status, codes);
  return { $ref: `#/components/responses/${name}` };
}

function problemAnswer(status: string, codes: readonly ErrorCode[]): Answer {
  return {
    description: codes.map((code) => `\`${code}\`: ${wordsOfCode(code, 'en').title}.`).join(' '),
    ...(errorHeaders[status] ? { headers: errorHeaders[status] } : {}),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            problemReference,
            { type: 'object', properties: { code: { type: 'string', enum: codes } } },
          ],
        },
      },
    },
  };
}

function byStatus(codes: readonly ErrorCode[]): [string, ErrorCode[]][] {
  const grouped = new Map<string, ErrorCode[]>();
  for (const code of codes) {
    const status = String(errorTable[code].status);
    grouped.set(status, [...(grouped.get(status) ?? []), code]);
  }
  return [...grouped];
}

const retryAfter = {
  'Retry-After': {
    description: 'When trying again may help, in seconds. Absent where the time is not known.',
    schema: { type: 'integer', minimum: 1 },
  },
};

const errorHeaders: Record<string, Answer['headers']> = {
  401: {
    'WWW-Authenticate': {
      description: 'The scheme of API keys, `Bearer realm="latchkey"`.',
      schema: { type: 'string' },
    },
  },
  429: retryAfter,
  503: retryAfter,
};

const answerWords: Record<string, string> = {
  200: 'Done.',
  201: 'Created.',
  204: 'Removed.',
};

function describeAnswers({ responses }: Operation, { otherStatuses = {} }: Route): void {
  for (const [status, answer] of Object.entries(responses))
    if (!('$ref' in answer)) answer.description = answerWords[status] ?? answer.description;
  for (const [status, description] of Object.entries(otherStatuses))
    responses[status] = { ...responses['200'], description };
}

/** Conditional requests, RFC 9110, section 13. */
function addConditional(operation: Operation, route: Route, access: Access, isReadable: boolean): void {
  if (access === 'open') return;
  const parameters = operation.parameters ?? [];
  if (route.isConditional || (route.method === 'GET' && !route.mediaType)) {
    const read = operation.responses['200'];
    if (read && !('$ref' in read))
      read.headers = {
        ETag: { description: 'Of this answer, for `If-None-Match`.', schema: { type: 'string' } },
      };
    operation.responses['304'] = { description: 'The answer is still the one of `If-None-Match`.' };
    parameters.push(header('If-None-Match', 'The `ETag` of an earlier answer: 304 when nothing differs.'));
  }
  if (isReadable && ['PATCH', 'PUT', 'DELETE'].includes(route.method))
    parameters.push(
      header('If-Match', 'The `ETag` of the answer that this change is based on: 412 when it has changed.'),
    );
  if (parameters.length > 0) operation.parameters = parameters;
}

function header(name: string, description: string): object {
  return { in: 'header', name, required: false, description, schema: { type: 'string' } };
}

function addExamples(operation: Operation, { operationId, status }: Route): void {
  const example = exampleOf(operationId);
  if (!example) return;
  const { summary, body, answer } = example;
  if (body !== undefined)
    for (const media of Object.values(operation.requestBody?.content ?? {}))
      media.examples = { typical: { summary, value: body } };
  const answered = operation.responses[status ?? 200];
  if (answer !== undefined && answered && !('$ref' in answered))
    for (const media of Object.values(answered.content ?? {}))
      media.examples = { typical: { summary, value: answer } };
}
