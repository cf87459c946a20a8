import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LatchkeyError } from '@/lib/kernel/errors';
import { parseInput } from '@/lib/kernel/parse';
import { isKnown, noteRevision, type Reader, requireMatch } from './conditional';
import { sendEvents } from './event-stream';
import { EventStream, JsonText, PlainText, type Route } from './route';

/** Whether a caller is asked for, and kept for the route. */
export type Access = 'open' | 'signed-in';

/**
 * Adds routes to Fastify: their schemas check what comes in, cut what goes out, and describe both. A change whose path can
 * be read too takes `If-Match`.
 */
export function addRoutes(app: FastifyInstance, access: Access, routes: readonly Route[]): void {
  const readers = new Map<string, Reader>(
    routes
      .filter(({ method }) => method === 'GET')
      .map((route) => [route.path, { route, textOf: cutBy(route.answer) }]),
  );
  for (const each of routes) {
    const {
      method,
      path,
      tag,
      operationId,
      summary,
      description,
      params,
      query,
      body,
      answer,
      status = 200,
    } = each;
    const matched = async (request: FastifyRequest) => {
      if (request.headers['if-match'] === undefined) return request;
      const { caller, params, query } = request;
      return {
        caller,
        params,
        query,
        body: await requireMatch(request, readers.get(path), takesRevision(body)),
      };
    };
    app.route({
      method,
      url: path,
      schema: {
        tags: [tag],
        operationId,
        summary,
        description,
        ...(params ? { params } : {}),
        ...(query ? { querystring: query } : {}),
        ...(body ? { body } : {}),
        ...(each.mediaType ? { produces: [each.mediaType] } : {}),
        response: { [status]: answer },
      },
      config: { described: { route: each, access, isReadable: readers.has(path) } },
      validatorCompiler: ({ schema }) => checkedBy(asZod(schema)),
      serializerCompiler: () => (each.serialized === 'as-is' ? JSON.stringify : cutBy(answer)),
      handler: async (request, reply) => {
        // What a probe adds to an open address is nobody's mistake.
        if (access === 'signed-in') refuseUntaken(each, request);
        const asked = changing.has(method) ? await matched(request) : request;
        const said = await each.run(asked);
        noteRevision(request, said);
        if (said instanceof EventStream) return sendEvents(request, reply, said);
        if (said instanceof PlainText) return reply.type('text/plain; charset=utf-8').send(said.text);
        if (said instanceof JsonText) {
          if (said.tag !== undefined) reply.header('ETag', said.tag);
          if (isKnown(request.headers, said.tag)) return reply.code(304).send();
          return reply.type('application/json').send(said.text);
        }
        return reply.code(each.statusOf?.(said) ?? status).send(said);
      },
    });
  }
}

const nothingTaken = z.object({});

/** A route without a schema for its query or its body takes none of it: a name there was meant for another route. */
function refuseUntaken({ query, body }: Route, request: FastifyRequest): void {
  if (!query) parseInput(nothingTaken, request.query);
  if (!body && request.body !== undefined && request.body !== null) parseInput(nothingTaken, request.body);
}

/** Methods that change the thing at their own path. */
const changing: ReadonlySet<string> = new Set(['PATCH', 'PUT', 'DELETE']);

function takesRevision(body: z.ZodType | undefined): boolean {
  return body instanceof z.ZodObject && Object.hasOwn(body.shape, 'revision');
}

/** Fastify takes the error that is returned here to the error handler. */
function checkedBy(schema: z.ZodType) {
  return (data: unknown) => {
    try {
      return { value: parseInput(schema, data) };
    } catch (error) {
      return { error: error instanceof Error ? error : new Error(String(error)) };
    }
  };
}

/** Lets through what the schema names and nothing else. The paths of what does not fit tell enough; contents are not told. */
function cutBy(schema: z.ZodType) {
  return (answer: unknown) => {
    const cut = schema.safeEncode(answer);
    if (cut.success) return JSON.stringify(cut.data);
    const paths = cut.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new LatchkeyError('internal', { inside: `the answer does not fit its schema at: ${paths}` });
  };
}

/** Guarantee: `addRoutes` gives Fastify zod schemas alone. */
function asZod(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodType) return schema;
  throw new LatchkeyError('internal', { inside: 'a route has a schema that is not zod’s' });
}
