import { pageSchema } from '@/lib/kernel/page';
import { createProject } from '@/lib/projects/create';
import { listProjects } from '@/lib/projects/list';
import { removeProject } from '@/lib/projects/remove';
import { createInputSchema, projectViewSchema } from '@/lib/projects/schema';
import { idParams, nothing, type Route, route } from './route';

const tag = 'Projects';

/** Projects: make, list, remove. */
export const projectRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/projects',
    tag,
    operationId: 'createProject',
    summary: 'Create a project',
    description:
      'A project scopes secret managers, connections, API keys and people. It is empty at first, and may use no secret until access is set.',
    codes: ['conflict'],
    body: createInputSchema,
    answer: projectViewSchema,
    status: 201,
    run: ({ caller, body }) => createProject({ caller, input: body }),
  }),

  route({
    method: 'GET',
    path: '/projects',
    tag,
    operationId: 'listProjects',
    summary: 'List projects, all on one page',
    description: 'Those that the caller belongs to, by name; a caller for all projects gets all of them.',
    answer: pageSchema(projectViewSchema),
    run: async ({ caller }) => {
      const items = await listProjects({ caller });
      return { items, nextCursor: null, total: items.length };
    },
  }),

  route({
    method: 'DELETE',
    path: '/projects/:id',
    tag,
    operationId: 'removeProject',
    summary: 'Remove a project',
    description: 'Answers `in_use` while a secret manager, a connection or an API key belongs to it.',
    codes: ['in_use'],
    params: idParams,
    answer: nothing,
    status: 204,
    run: async ({ caller, params }) => {
      await removeProject({ caller, input: params });
      return undefined;
    },
  }),
];
