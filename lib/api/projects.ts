import { pageSchema } from '@/lib/kernel/page';
import { createProject } from '@/lib/projects/create';
import { listProjects } from '@/lib/projects/list';
import { removeProject } from '@/lib/projects/remove';
import { createInputSchema, projectViewSchema } from '@/lib/projects/schema';
import { type Api, idParams, nothing } from './api';

const tags = ['Projects'];

/** Projects: make, list, remove. */
export function projectRoutes(api: Api): void {
  api.post(
    '/projects',
    {
      schema: {
        tags,
        operationId: 'createProject',
        summary: 'Make a project',
        body: createInputSchema,
        response: { 201: projectViewSchema },
      },
    },
    async ({ caller, body }, reply) => reply.code(201).send(await createProject({ caller, input: body })),
  );

  api.get(
    '/projects',
    {
      schema: {
        tags,
        operationId: 'listProjects',
        summary: 'List projects, all on one page',
        response: { 200: pageSchema(projectViewSchema) },
      },
    },
    async ({ caller }) => ({ items: await listProjects({ caller }), nextCursor: null }),
  );

  api.delete(
    '/projects/:id',
    {
      schema: {
        tags,
        operationId: 'removeProject',
        summary: 'Remove a project',
        params: idParams,
        response: { 204: nothing },
      },
    },
    async ({ caller, params }, reply) => {
      await removeProject({ caller, input: params });
      return reply.code(204).send();
    },
  );
}
