import Fastify from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Clock } from '@/lib/kernel/clock';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { parseInput } from '@/lib/kernel/parse';
import type { Api } from './api';
import { apiKeyRoutes } from './api-keys';
import { auditRoutes } from './audit';
import { requireCaller } from './authentication';
import { browseRoutes } from './browse';
import { cacheRoutes } from './cache';
import { connectionRoutes } from './connections';
import { type HealthSettings, healthRoutes } from './health';
import { managerRoutes } from './managers';
import { metricsRoute } from './metrics';
import { describeApi } from './openapi';
import { answerProblems, knownError, sendProblem } from './problem';
import { projectRoutes } from './projects';
import { referenceRoutes } from './references';
import { requestIdOf } from './request-id';
import { apiContentPolicy, securityHeaders } from './security-headers';
import { userRoutes } from './users';

export interface ApiSettings extends HealthSettings {
  /** The address that people use: changes by cookie come from there. */
  origin: string;
  version: string;
  clock: Clock;
}

const bodyLimitBytes = 4 * 1024 * 1024;

/** The data plane: `/api/*` and `/metrics`. Needs the open database, keyring, providers and cache. */
export async function buildApi(settings: ApiSettings): Promise<Api> {
  const api = Fastify({
    bodyLimit: bodyLimitBytes,
    genReqId: requestIdOf,
    // A request that comes while the process drains is still answered; readiness says to send no more.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, knownError(error)),
  }).withTypeProvider<ZodTypeProvider>();
  checkBySchemas(api);
  answerProblems(api);
  setHeaders(api, settings.origin);
  await describeApi(api, settings.version);
  await api.register(async (open: Api) => {
    healthRoutes(open, settings);
    metricsRoute(open, settings);
    describedRoute(open);
  });
  await api.register(
    async (guarded: Api) => {
      requireCaller(guarded, settings);
      connectionRoutes(guarded);
      referenceRoutes(guarded);
      managerRoutes(guarded);
      browseRoutes(guarded);
      cacheRoutes(guarded);
      apiKeyRoutes(guarded);
      projectRoutes(guarded);
      userRoutes(guarded);
      auditRoutes(guarded);
    },
    { prefix: '/api/v1' },
  );
  await api.ready();
  return api;
}

function checkBySchemas(api: Api): void {
  api.setValidatorCompiler<z.ZodType>(({ schema }) => (data) => {
    try {
      return { value: parseInput(schema, data) };
    } catch (error) {
      return { error: asLatchkeyError(error) };
    }
  });
  api.setSerializerCompiler(serializerCompiler);
  // Clients send the JSON content type with an empty body too; the schema then says what is missing.
  const parse = api.getDefaultJsonParser('error', 'error');
  api.removeContentTypeParser(['application/json', 'text/plain']);
  api.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body, done);
  });
}

function setHeaders(api: Api, origin: string): void {
  const headers = {
    ...securityHeaders(origin),
    'Content-Security-Policy': apiContentPolicy,
    'Cache-Control': 'no-store',
  };
  api.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('X-Request-Id', request.id);
  });
}

function describedRoute(api: Api): void {
  api.get(
    '/api/openapi.json',
    {
      schema: {
        tags: ['Operation'],
        operationId: 'describe',
        summary: 'This description, OpenAPI 3.1',
        security: [],
        response: { 200: z.looseObject({ openapi: z.string() }) },
      },
      serializerCompiler: () => JSON.stringify,
    },
    () => ({ ...api.swagger(), openapi: '3.1.0' }),
  );
}
