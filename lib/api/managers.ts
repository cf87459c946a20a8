import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '@/lib/kernel/page';
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
import { type Api, idParams, nothing } from './api';

const tags = ['Secret managers'];
const recheckResultSchema = testResultSchema.extend({ manager: managerViewSchema });
const removeQuery = z.object({
  force: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true` removes it although connections need it; their fields then resolve no more.'),
});

/** Secret managers: test, connect, list, read, change, check again, remove. */
export function managerRoutes(api: Api): void {
  api.post(
    '/secret-managers/test',
    {
      schema: {
        tags,
        operationId: 'testCredential',
        summary: 'Test a credential without saving it',
        body: testInputSchema,
        response: { 200: testResultSchema },
      },
    },
    ({ caller, body }) => testCredential({ caller, input: body }),
  );

  api.post(
    '/secret-managers',
    {
      schema: {
        tags,
        operationId: 'connectManager',
        summary: 'Test a credential, seal it and save the secret manager',
        body: connectInputSchema,
        response: { 201: managerViewSchema },
      },
    },
    async ({ caller, body }, reply) => reply.code(201).send(await connectManager({ caller, input: body })),
  );

  api.get(
    '/secret-managers',
    {
      schema: {
        tags,
        operationId: 'listManagers',
        summary: 'List secret managers',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(managerViewSchema) },
      },
    },
    ({ caller, query }) => listManagers({ caller, input: query }),
  );

  api.get(
    '/secret-managers/:id',
    {
      schema: {
        tags,
        operationId: 'getManager',
        summary: 'Read a secret manager: status, policy, breaker',
        params: idParams,
        response: { 200: managerViewSchema },
      },
    },
    ({ caller, params }) => getManager({ caller, input: params }),
  );

  api.patch(
    '/secret-managers/:id',
    {
      schema: {
        tags,
        operationId: 'updateManager',
        summary: 'Rename, rescope, replace the token, change plan or policy',
        description: 'What is not named is kept. A new token is tested before it replaces the old one.',
        params: idParams,
        body: updateInputSchema,
        response: { 200: managerViewSchema },
      },
    },
    ({ caller, params, body }) => updateManager({ caller, input: { id: params.id, patch: body } }),
  );

  api.delete(
    '/secret-managers/:id',
    {
      schema: {
        tags,
        operationId: 'removeManager',
        summary: 'Remove a secret manager and what is cached of it',
        description: 'Answers `in_use` with the connections that need it, unless forced.',
        params: idParams,
        querystring: removeQuery,
        response: { 204: nothing },
      },
    },
    async ({ caller, params, query }, reply) => {
      await removeManager({ caller, input: { id: params.id, force: query.force === 'true' ? 'yes' : 'no' } });
      return reply.code(204).send();
    },
  );

  api.post(
    '/secret-managers/:id/test',
    {
      schema: {
        tags,
        operationId: 'recheckManager',
        summary: 'Test a saved secret manager again',
        params: idParams,
        response: { 200: recheckResultSchema },
      },
    },
    ({ caller, params }) => recheckManager({ caller, input: params }),
  );
}
