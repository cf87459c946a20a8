import type { FastifyInstance } from 'fastify';

/**
 * Bodies are JSON and nothing else. Clients send the JSON content type with an empty body too: that is no body, and the
 * route's schema then says what is missing.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
}
