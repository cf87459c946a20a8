import { z } from 'zod';
import { createConnection } from '@/lib/connections/create';
import { exportConnection } from '@/lib/connections/export';
import { getConnection } from '@/lib/connections/get';
import { listConnections } from '@/lib/connections/list';
import { listVersions } from '@/lib/connections/list-versions';
import { previewRestore } from '@/lib/connections/preview-restore';
import { removeConnection } from '@/lib/connections/remove';
import { resolveConnection } from '@/lib/connections/resolve';
import { restoreVersion } from '@/lib/connections/restore';
import {
  connectionViewSchema,
  createInputSchema,
  listInputSchema,
  resolvedConnectionSchema,
  testInputSchema,
  testResultSchema,
  updateInputSchema,
} from '@/lib/connections/schema';
import { testConnection } from '@/lib/connections/test';
import { updateConnection } from '@/lib/connections/update';
import { getConnectionUsage } from '@/lib/connections/usage';
import { usageViewSchema } from '@/lib/connections/usage-schema';
import {
  mostVersions,
  restoreInputSchema,
  restorePreviewSchema,
  versionInputSchema,
  versionViewSchema,
} from '@/lib/connections/version-schema';
import { revealConnection } from '@/lib/doors/reveal';
import { pageQuerySchema, pageSchema } from '@/lib/kernel/page';
import { JsonText, nothing, PlainText, type Route, route } from './route';

const tag = 'Connections';
const keyParams = z.object({ key: z.string().min(1).max(64) });

/** Connections: make, list, read, change, remove, and resolve for a workload. */
export const connectionRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/connections/:key/resolve',
    tag,
    operationId: 'resolveConnection',
    summary: 'Resolve a connection: all its fields with their values',
    description: 'For API keys alone. When one field cannot be resolved the whole call fails with its cause.',
    params: keyParams,
    answer: resolvedConnectionSchema,
    run: async ({ caller, params }) =>
      new JsonText(revealConnection(await resolveConnection({ caller, input: params }))),
  }),

  route({
    method: 'POST',
    path: '/connections/:key/test',
    tag,
    operationId: 'testConnection',
    summary: 'Test a connection: resolve it, reach its app, sign in',
    description:
      'Uses the values for one harmless call and tells how each step ended, never a value. Hosts on private networks are reached only when LATCHKEY_EGRESS_HOSTS lists them. Who is no platform admin tests against the app’s own host or a destination; without TLS no credential is sent unless the destination allows it.',
    params: keyParams,
    body: testInputSchema,
    answer: testResultSchema,
    run: ({ caller, params, body }) => testConnection({ caller, input: { ...body, key: params.key } }),
  }),

  route({
    method: 'POST',
    path: '/connections',
    tag,
    operationId: 'createConnection',
    summary: 'Make a connection',
    description:
      'A field is a value, or a secret manager and a reference, or a secret manager and a path of names. Values of credential fields are write-only. A reference by names that is not found may be answered with `didYouMean`.',
    body: createInputSchema,
    answer: connectionViewSchema,
    status: 201,
    run: ({ caller, body }) => createConnection({ caller, input: body }),
  }),

  route({
    method: 'GET',
    path: '/connections',
    tag,
    operationId: 'listConnections',
    summary: 'List connections',
    query: listInputSchema,
    answer: pageSchema(connectionViewSchema),
    run: ({ caller, query }) => listConnections({ caller, input: query }),
  }),

  route({
    method: 'GET',
    path: '/connections/:key/usage',
    tag,
    operationId: 'getConnectionUsage',
    summary: 'Who read a connection in the last 14 days, and how often',
    params: keyParams,
    answer: usageViewSchema,
    run: ({ caller, params }) => getConnectionUsage({ caller, input: params }),
  }),

  route({
    method: 'GET',
    path: '/connections/:key/versions',
    tag,
    operationId: 'listVersions',
    summary: 'The history of a connection, field by field, the newest version first',
    description: `The latest ${mostVersions} versions are kept. Of typed secrets only that they changed is known.`,
    params: keyParams,
    query: pageQuerySchema,
    answer: pageSchema(versionViewSchema),
    run: ({ caller, params, query }) => listVersions({ caller, input: { ...query, ...params } }),
  }),

  route({
    method: 'GET',
    path: '/connections/:key/versions/:version/restore',
    tag,
    operationId: 'previewRestore',
    summary: 'What restoring a version would change, ask for and delete',
    params: versionInputSchema,
    answer: restorePreviewSchema,
    run: ({ caller, params }) => previewRestore({ caller, input: params }),
  }),

  route({
    method: 'POST',
    path: '/connections/:key/versions/:version/restore',
    tag,
    operationId: 'restoreVersion',
    summary: 'Restore a version of a connection, as a new version',
    description:
      'By the rules of changing it: references are looked up, and must be granted now. Whether it is enabled stays as it is. Restore the version before to undo it.',
    params: versionInputSchema,
    body: restoreInputSchema,
    answer: connectionViewSchema,
    run: ({ caller, params, body }) => restoreVersion({ caller, input: { ...params, restore: body } }),
  }),

  route({
    method: 'GET',
    path: '/connections/:key',
    tag,
    operationId: 'getConnection',
    summary: 'Read a connection, without the values of its credential fields',
    params: keyParams,
    answer: connectionViewSchema,
    run: ({ caller, params }) => getConnection({ caller, input: params }),
  }),

  route({
    method: 'GET',
    path: '/connections/:key/env',
    tag,
    operationId: 'exportConnection',
    summary: 'Read a connection as a .env text of references',
    description:
      'By names where these can stand in a reference, else by ids. Values of credential fields are never in it: a comment stands in their place.',
    params: keyParams,
    answer: z.string(),
    isPlainText: true,
    run: async ({ caller, params }) => new PlainText(await exportConnection({ caller, input: params })),
  }),

  route({
    method: 'PATCH',
    path: '/connections/:key',
    tag,
    operationId: 'updateConnection',
    summary: 'Change a connection',
    description: 'What is not named is kept; a field that is null is removed.',
    params: keyParams,
    body: updateInputSchema,
    answer: connectionViewSchema,
    run: ({ caller, params, body }) => updateConnection({ caller, input: { key: params.key, patch: body } }),
  }),

  route({
    method: 'DELETE',
    path: '/connections/:key',
    tag,
    operationId: 'removeConnection',
    summary: 'Remove a connection',
    params: keyParams,
    answer: nothing,
    status: 204,
    run: async ({ caller, params }) => {
      await removeConnection({ caller, input: params });
      return undefined;
    },
  }),
];
