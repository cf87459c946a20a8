import { createApiKey } from '@/lib/api-keys/create';
import { listApiKeys } from '@/lib/api-keys/list';
import { revokeApiKey } from '@/lib/api-keys/revoke';
import { apiKeyViewSchema, createdApiKeySchema, createInputSchema } from '@/lib/api-keys/schema';
import { revealCreatedApiKey } from '@/lib/doors/reveal';
import { pageQuerySchema, pageSchema } from '@/lib/kernel/page';
import { type Api, idParams } from './api';

const tags = ['API keys'];

/** API keys: make (shown once), list, revoke. */
export function apiKeyRoutes(api: Api): void {
  api.post(
    '/api-keys',
    {
      schema: {
        tags,
        operationId: 'createApiKey',
        summary: 'Make an API key',
        description: 'The answer is the only place where the key itself is ever shown.',
        body: createInputSchema,
        response: { 201: createdApiKeySchema },
      },
    },
    async ({ caller, body }, reply) =>
      reply.code(201).send(revealCreatedApiKey(await createApiKey({ caller, input: body }))),
  );

  api.get(
    '/api-keys',
    {
      schema: {
        tags,
        operationId: 'listApiKeys',
        summary: 'List API keys, without the keys themselves',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(apiKeyViewSchema) },
      },
    },
    ({ caller, query }) => listApiKeys({ caller, input: query }),
  );

  api.delete(
    '/api-keys/:id',
    {
      schema: {
        tags,
        operationId: 'revokeApiKey',
        summary: 'Revoke an API key, at once and for good',
        description: 'The key stays in the list as revoked.',
        params: idParams,
        response: { 200: apiKeyViewSchema },
      },
    },
    ({ caller, params }) => revokeApiKey({ caller, input: params }),
  );
}
