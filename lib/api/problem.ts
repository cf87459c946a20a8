import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asLatchkeyError, isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { type Message, messageFor } from '@/lib/kernel/message';
import { problemOf } from '@/lib/kernel/problem';
import { log } from '@/lib/platform/log';
import { requestLanguage } from './language';
import { offeredMethods } from './offered-methods';

/** Answers every error, and every address that is not there, as RFC 9457 problem details with the request's id. */
export function answerProblems(app: FastifyInstance): void {
  const methodsOf = offeredMethods(app);
  app.setErrorHandler((error: FastifyError, request, reply) =>
    sendProblem(request, reply, knownError(error)),
  );
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, notFound(request, reply, methodsOf)),
  );
}

/** Sends one error as problem details. Fastify's own errors come here before there is a route, too. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: LatchkeyError): void {
  const problem = problemOf(error, requestLanguage(request));
  noteProblem(request, error);
  if (error.code === 'unauthenticated') reply.header('WWW-Authenticate', 'Bearer realm="latchkey"');
  if (error.retryAfterMs !== undefined)
    reply.header('Retry-After', Math.max(1, Math.ceil(error.retryAfterMs / 1000)));
  reply
    .code(problem.status)
    .header('Cache-Control', 'no-store')
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ ...problem, requestId: request.id });
}

/** Any error that reached the door as one of the closed set. Fastify's own are the client's mistakes in the form. */
export function knownError(error: FastifyError): LatchkeyError {
  if (isLatchkeyError(error)) return error;
  const isClients =
    error.code?.startsWith('FST_ERR_') && error.statusCode !== undefined && error.statusCode < 500;
  if (isClients || error.statusCode === 400) return invalidRequest(error);
  return asLatchkeyError(error);
}

/** The parser's own message quotes the body, so none of it is used. */
function invalidRequest(error: FastifyError): LatchkeyError {
  const known: Record<string, Message> = {
    FST_ERR_CTP_BODY_TOO_LARGE: messageFor('bodyTooLarge'),
    FST_ERR_CTP_INVALID_MEDIA_TYPE: messageFor('mediaType'),
    FST_ERR_BAD_URL: messageFor('addressMalformed'),
    FST_ERR_MAX_PARAM_LENGTH: messageFor('addressPartTooLong'),
  };
  return new LatchkeyError('invalid_input', { says: known[error.code] ?? messageFor('bodyNotJson') });
}

function notFound(
  request: FastifyRequest,
  reply: FastifyReply,
  methodsOf: (path: string) => string[],
): LatchkeyError {
  const offered = methodsOf(request.url.split('?', 1)[0] ?? '');
  if (offered.length === 0) {
    return new LatchkeyError('not_found', { says: messageFor('noSuchAddress') });
  }
  reply.header('Allow', offered.join(', '));
  return new LatchkeyError('method_not_allowed', {
    says: messageFor('otherMethods', { method: request.method, offered: offered.join(', ') }),
  });
}

function noteProblem(request: FastifyRequest, error: LatchkeyError): void {
  const fields = {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? 'none',
    code: error.code,
    status: error.status,
  };
  if (error.code === 'internal')
    log.error('api.failed', { ...fields, inside: error.inside ?? error.message });
  else log.info('api.refused', { ...fields, ...(error.inside ? { inside: error.inside } : {}) });
}
