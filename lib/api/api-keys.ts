import { createApiKey } from '@/lib/api-keys/create';
import { listApiKeys } from '@/lib/api-keys/list';
import { revokeApiKey } from '@/lib/api-keys/revoke';
import { apiKeyViewSchema, createdApiKeySchema, createInputSchema } from '@/lib/api-keys/schema';
import { revealCreatedApiKey } from '@/lib/doors/reveal';
import { pageSchema, searchedPageQuerySchema } from '@/lib/kernel/page';
import { idParams, type Route, route } from './route';

const tag = 'API keys';

/** API keys: make (shown once), list, revoke. */
export const apiKeyRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api-keys',
    tag,
    operationId: 'createApiKey',
    summary: 'Make an API key',
    description: 'The answer is the only place where the key itself is ever shown.',
    body: createInputSchema,
    answer: createdApiKeySchema,
    status: 201,
    run: async ({ caller, body }) => revealCreatedApiKey(await createApiKey({ caller, input: body })),
  }),

  route({
    method: 'GET',
    path: '/api-keys',
    tag,
    operationId: 'listApiKeys',
    summary: 'List API keys, without the keys themselves',
    query: searchedPageQuerySchema,
    answer: pageSchema(apiKeyViewSchema),
    run: ({ caller, query }) => listApiKeys({ caller, input: query }),
  }),

  route({
    method: 'DELETE',
    path: '/api-keys/:id',
    tag,
    operationId: 'revokeApiKey',
    summary: 'Revoke an API key, at once and for good',
    description: 'The key stays in the list as revoked.',
    params: idParams,
    answer: apiKeyViewSchema,
    run: ({ caller, params }) => revokeApiKey({ caller, input: params }),
  }),
];
