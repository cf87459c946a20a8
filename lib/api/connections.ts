import { z } from 'zod';
import { createConnection } from '@/lib/connections/create';
import { getConnection } from '@/lib/connections/get';
import { listConnections } from '@/lib/connections/list';
import { removeConnection } from '@/lib/connections/remove';
import { resolveConnection } from '@/lib/connections/resolve';
import {
  connectionViewSchema,
  createInputSchema,
  listInputSchema,
  resolvedConnectionSchema,
  updateInputSchema,
} from '@/lib/connections/schema';
import { updateConnection } from '@/lib/connections/update';
import { revealConnection } from '@/lib/doors/reveal';
import { pageSchema } from '@/lib/kernel/page';
import { type Api, nothing } from './api';

const tags = ['Connections'];
const keyParams = z.object({ key: z.string().min(1).max(64) });

/** Connections: make, list, read, change, remove, and resolve for a workload. */
export function connectionRoutes(api: Api): void {
  api.post(
    '/connections/:key/resolve',
    {
      schema: {
        tags,
        operationId: 'resolveConnection',
        summary: 'Resolve a connection: all its fields with their values',
        description:
          'For API keys alone. When one field cannot be resolved the whole call fails with its cause.',
        params: keyParams,
        response: { 200: resolvedConnectionSchema },
      },
      // Made by reveal.ts in exactly this form; this is the route that workloads wait for.
      serializerCompiler: () => JSON.stringify,
    },
    async ({ caller, params }) => revealConnection(await resolveConnection({ caller, input: params })),
  );

  api.post(
    '/connections',
    {
      schema: {
        tags,
        operationId: 'createConnection',
        summary: 'Make a connection',
        description:
          'A field is a value, or a secret manager and a reference. Values of credential fields are write-only.',
        body: createInputSchema,
        response: { 201: connectionViewSchema },
      },
    },
    async ({ caller, body }, reply) => reply.code(201).send(await createConnection({ caller, input: body })),
  );

  api.get(
    '/connections',
    {
      schema: {
        tags,
        operationId: 'listConnections',
        summary: 'List connections',
        querystring: listInputSchema,
        response: { 200: pageSchema(connectionViewSchema) },
      },
    },
    ({ caller, query }) => listConnections({ caller, input: query }),
  );

  api.get(
    '/connections/:key',
    {
      schema: {
        tags,
        operationId: 'getConnection',
        summary: 'Read a connection, without the values of its credential fields',
        params: keyParams,
        response: { 200: connectionViewSchema },
      },
    },
    ({ caller, params }) => getConnection({ caller, input: params }),
  );

  api.patch(
    '/connections/:key',
    {
      schema: {
        tags,
        operationId: 'updateConnection',
        summary: 'Change a connection',
        description: 'What is not named is kept; a field that is null is removed.',
        params: keyParams,
        body: updateInputSchema,
        response: { 200: connectionViewSchema },
      },
    },
    ({ caller, params, body }) => updateConnection({ caller, input: { key: params.key, patch: body } }),
  );

  api.delete(
    '/connections/:key',
    {
      schema: {
        tags,
        operationId: 'removeConnection',
        summary: 'Remove a connection',
        params: keyParams,
        response: { 204: nothing },
      },
    },
    async ({ caller, params }, reply) => {
      await removeConnection({ caller, input: params });
      return reply.code(204).send();
    },
  );
}
