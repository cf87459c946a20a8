import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '@/lib/kernel/page';
import { getAccess, setAccess } from '@/lib/managers/access';
import {
  accessInputSchema,
  accessPreviewSchema,
  accessViewSchema,
  previewInputSchema,
} from '@/lib/managers/access-schema';
import { closeBreaker } from '@/lib/managers/close-breaker';
import { connectManager } from '@/lib/managers/connect';
import { getManager } from '@/lib/managers/get';
import { listManagers } from '@/lib/managers/list';
import { recheckManager } from '@/lib/managers/recheck';
import { removeManager } from '@/lib/managers/remove';
import {
  connectInputSchema,
  managerViewSchema,
  testInputSchema,
  testResultSchema,
  updateInputSchema,
} from '@/lib/managers/schema';
import { testCredential } from '@/lib/managers/test';
import { updateManager } from '@/lib/managers/update';
import { previewAccess } from '@/lib/secrets/preview-access';
import { idParams, nothing, type Route, route } from './route';

const tag = 'Secret managers';
const recheckResultSchema = testResultSchema.extend({ manager: managerViewSchema });
const removeQuery = z.object({
  force: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true` removes it although connections need it; their fields then resolve no more.'),
});

/** Secret managers: test, connect, list, read, change, check again, remove. */
export const managerRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/secret-managers/test',
    tag,
    operationId: 'testCredential',
    summary: 'Test a credential without saving it',
    body: testInputSchema,
    answer: testResultSchema,
    run: ({ caller, body }) => testCredential({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/secret-managers',
    tag,
    operationId: 'connectManager',
    summary: 'Test a credential, seal it and save the secret manager',
    body: connectInputSchema,
    answer: managerViewSchema,
    status: 201,
    run: ({ caller, body }) => connectManager({ caller, input: body }),
  }),

  route({
    method: 'GET',
    path: '/secret-managers',
    tag,
    operationId: 'listManagers',
    summary: 'List secret managers',
    query: pageQuerySchema,
    answer: pageSchema(managerViewSchema),
    run: ({ caller, query }) => listManagers({ caller, input: query }),
  }),

  route({
    method: 'GET',
    path: '/secret-managers/:id',
    tag,
    operationId: 'getManager',
    summary: 'Read a secret manager: status, policy, breaker',
    params: idParams,
    answer: managerViewSchema,
    run: ({ caller, params }) => getManager({ caller, input: params }),
  }),

  route({
    method: 'PATCH',
    path: '/secret-managers/:id',
    tag,
    operationId: 'updateManager',
    summary: 'Rename, rescope, replace the token, change plan or policy',
    description: 'What is not named is kept. A new token is tested before it replaces the old one.',
    params: idParams,
    body: updateInputSchema,
    answer: managerViewSchema,
    run: ({ caller, params, body }) => updateManager({ caller, input: { id: params.id, patch: body } }),
  }),

  route({
    method: 'DELETE',
    path: '/secret-managers/:id',
    tag,
    operationId: 'removeManager',
    summary: 'Remove a secret manager and what is cached of it',
    description: 'Answers `in_use` with the connections that need it, unless forced.',
    params: idParams,
    query: removeQuery,
    answer: nothing,
    status: 204,
    run: async ({ caller, params, query }) => {
      await removeManager({ caller, input: { id: params.id, force: query.force === 'true' ? 'yes' : 'no' } });
      return undefined;
    },
  }),

  route({
    method: 'POST',
    path: '/secret-managers/:id/test',
    tag,
    operationId: 'recheckManager',
    summary: 'Test a saved secret manager again',
    params: idParams,
    answer: recheckResultSchema,
    run: ({ caller, params }) => recheckManager({ caller, input: params }),
  }),

  route({
    method: 'POST',
    path: '/secret-managers/:id/breaker/close',
    tag,
    operationId: 'closeBreaker',
    summary: 'Let requests go out again before the pause is over',
    params: idParams,
    answer: managerViewSchema,
    run: ({ caller, params }) => closeBreaker({ caller, input: params }),
  }),

  route({
    method: 'GET',
    path: '/secret-managers/:id/access',
    tag,
    operationId: 'getAccess',
    summary: 'Which projects may use which secrets of it',
    params: idParams,
    answer: accessViewSchema,
    run: ({ caller, params }) => getAccess({ caller, input: params }),
  }),

  route({
    method: 'PUT',
    path: '/secret-managers/:id/access',
    tag,
    operationId: 'setAccess',
    summary: 'Set which projects may use which secrets of it',
    description:
      'Patterns over references: `op://Production/**`, `op://Shared/Database/*`. A project that is not listed may use nothing. The answer names the fields that are refused from now on.',
    params: idParams,
    body: accessInputSchema,
    answer: accessViewSchema,
    run: ({ caller, params, body }) => setAccess({ caller, input: { ...params, ...body } }),
  }),

  route({
    method: 'POST',
    path: '/secret-managers/:id/access/preview',
    tag,
    operationId: 'previewAccess',
    summary: 'What patterns let through now, by title',
    params: idParams,
    body: previewInputSchema,
    answer: accessPreviewSchema,
    run: ({ caller, params, body }) => previewAccess({ caller, input: { ...params, ...body } }),
  }),
];
