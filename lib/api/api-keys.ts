import { createApiKey } from '@/lib/api-keys/create';
import { getKeyDefaults, setKeyDefaults } from '@/lib/api-keys/defaults';
import { listApiKeys } from '@/lib/api-keys/list';
import { revokeApiKey } from '@/lib/api-keys/revoke';
import { rotateApiKey } from '@/lib/api-keys/rotate';
import {
  apiKeyViewSchema,
  createdApiKeySchema,
  createInputSchema,
  keyDefaultsSchema,
  listInputSchema,
  rotateInputSchema,
} from '@/lib/api-keys/schema';
import { revealCreatedApiKey } from '@/lib/doors/reveal';
import { pageSchema } from '@/lib/kernel/page';
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
    query: listInputSchema,
    answer: pageSchema(apiKeyViewSchema),
    run: ({ caller, query }) => listApiKeys({ caller, input: query }),
  }),

  route({
    method: 'POST',
    path: '/api-keys/:id/rotate',
    tag,
    operationId: 'rotateApiKey',
    summary: 'Make a key that takes the place of another one',
    description:
      'The old key ends when the overlap is over. The answer is the only place where the new key is shown.',
    params: idParams,
    body: rotateInputSchema,
    answer: createdApiKeySchema,
    status: 201,
    run: async ({ caller, params, body }) =>
      revealCreatedApiKey(await rotateApiKey({ caller, input: { ...params, ...body } })),
  }),

  route({
    method: 'GET',
    path: '/settings/api-keys',
    tag,
    operationId: 'getKeyDefaults',
    summary: 'When new keys end',
    answer: keyDefaultsSchema,
    run: ({ caller }) => getKeyDefaults({ caller }),
  }),

  route({
    method: 'PUT',
    path: '/settings/api-keys',
    tag,
    operationId: 'setKeyDefaults',
    summary: 'Set when new keys end',
    body: keyDefaultsSchema,
    answer: keyDefaultsSchema,
    run: ({ caller, body }) => setKeyDefaults({ caller, input: body }),
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
