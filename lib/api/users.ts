import { pageQuerySchema, pageSchema } from '@/lib/kernel/page';
import { createUser } from '@/lib/users/create';
import { listUsers } from '@/lib/users/list';
import { createInputSchema, updateInputSchema, userViewSchema } from '@/lib/users/schema';
import { updateUser } from '@/lib/users/update';
import { type Api, idParams } from './api';

const tags = ['Users'];

/** Users: make, list, change role, projects or whether they may sign in. */
export function userRoutes(api: Api): void {
  api.post(
    '/users',
    {
      schema: {
        tags,
        operationId: 'createUser',
        summary: 'Make a user',
        body: createInputSchema,
        response: { 201: userViewSchema },
      },
    },
    async ({ caller, body }, reply) => reply.code(201).send(await createUser({ caller, input: body })),
  );

  api.get(
    '/users',
    {
      schema: {
        tags,
        operationId: 'listUsers',
        summary: 'List users',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(userViewSchema) },
      },
    },
    ({ caller, query }) => listUsers({ caller, input: query }),
  );

  api.patch(
    '/users/:id',
    {
      schema: {
        tags,
        operationId: 'updateUser',
        summary: 'Change a user: name, role, projects, disabled or not',
        params: idParams,
        body: updateInputSchema,
        response: { 200: userViewSchema },
      },
    },
    ({ caller, params, body }) => updateUser({ caller, input: { id: params.id, patch: body } }),
  );
}
