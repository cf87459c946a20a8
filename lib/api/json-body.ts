import type { FastifyInstance } from 'fastify';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';

/**
 * Bodies are JSON and nothing else. An empty one is no body, whatever its type and however its length is told (clients
 * send the JSON type with nothing, or `Transfer-Encoding: chunked`): the route's schema then says what is missing.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body: string, done) => {
    if (body === '') done(null, undefined);
    else done(new LatchkeyError('invalid_input', { says: messageFor('mediaType') }));
  });
}
