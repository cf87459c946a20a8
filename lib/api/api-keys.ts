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
    summary: 'Create an API key',
    description:
      'The answer is the only place where the key itself is ever shown. Without `connections` the key resolves all connections of its projects; without `references` it resolves none by reference.',
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
    description: 'The newest first, revoked and expired ones too.',
    query: listInputSchema,
    answer: pageSchema(apiKeyViewSchema),
    run: ({ caller, query }) => listApiKeys({ caller, input: query }),
  }),

  route({
    method: 'POST',
    path: '/api-keys/:id/rotate',
    tag,
    operationId: 'rotateApiKey',
    summary: 'Create a key that takes the place of another one',
    description:
      'The new key has the same rights. The old key ends when the overlap is over, so that workloads can change over meanwhile. The answer is the only place where the new key is shown. `conflict`: it is revoked or was rotated already.',
    codes: ['conflict'],
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
    description: 'The number of days after which a new key ends whose request names no end.',
    answer: keyDefaultsSchema,
    run: ({ caller }) => getKeyDefaults({ caller }),
  }),

  route({
    method: 'PUT',
    path: '/settings/api-keys',
    tag,
    operationId: 'setKeyDefaults',
    summary: 'Set when new keys end',
    description: 'For keys that are created from now on; keys that exist keep their end.',
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
    description:
      'Requests with it get `unauthenticated` from now on, in every process. The key stays in the list as revoked; revoking it again changes nothing.',
    params: idParams,
    answer: apiKeyViewSchema,
    run: ({ caller, params }) => revokeApiKey({ caller, input: params }),
  }),
];
