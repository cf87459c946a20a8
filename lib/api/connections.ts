import { z } from 'zod';
import { createConnection } from '@/lib/connections/create';
import { exportConnection } from '@/lib/connections/export';
import { getConnection } from '@/lib/connections/get';
import { listConnections } from '@/lib/connections/list';
import { listVersions } from '@/lib/connections/list-versions';
import { previewRestore } from '@/lib/connections/preview-restore';
import { removeConnection } from '@/lib/connections/remove';
import { resolveConnection } from '@/lib/connections/resolve';
import { resolveConnections } from '@/lib/connections/resolve-many';
import { restoreVersion } from '@/lib/connections/restore';
import {
  connectionViewSchema,
  createInputSchema,
  listInputSchema,
  resolvedConnectionSchema,
  resolvedConnectionsSchema,
  resolveManyInputSchema,
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
import { watchConnection } from '@/lib/connections/watch';
import { revealConnection, revealConnections } from '@/lib/doors/reveal';
import { pageQuerySchema, pageSchema } from '@/lib/kernel/page';
import { providerCodes, secretCodes } from './codes';
import { EventStream, JsonText, nothing, PlainText, type Route, route } from './route';

const tag = 'Connections';
const keyParams = z.object({ key: z.string().min(1).max(64).describe('The key of the connection.') });

const resolvingCodes = [
  ...secretCodes,
  'provider_denied',
  'provider_rate_limited',
  'provider_unavailable',
  'provider_timeout',
] as const;

/** Connections: make, list, read, change, remove, and resolve for a workload. */
export const connectionRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/connections/:key/resolve',
    tag,
    operationId: 'resolveConnection',
    summary: 'Resolve a connection: all its fields with their values',
    description:
      'Answers every field with its value. When one field cannot be resolved the whole call fails with its cause. Values come from the cache while they are fresh; what has to be read from the secret manager counts against its limits. A disabled connection answers `forbidden` with `reason: "disabled"`.',
    codes: resolvingCodes,
    params: keyParams,
    answer: resolvedConnectionSchema,
    isConditional: true,
    run: async ({ caller, params }) => {
      const resolved = await resolveConnection({ caller, input: params });
      return new JsonText(() => revealConnection(resolved), resolved.tag);
    },
  }),

  route({
    method: 'POST',
    path: '/connections/resolve',
    tag,
    operationId: 'resolveConnections',
    summary: 'Resolve up to 100 connections in one call',
    description:
      'Each connection as the call for one gives it, in the order asked. What several of them need is read once. By default the first one that fails fails the whole call, and `connection` of the error names it; with `mode` `each` a connection that fails has an error in its place.',
    codes: [...resolvingCodes, 'not_found'],
    body: resolveManyInputSchema,
    answer: resolvedConnectionsSchema,
    run: async ({ caller, body }) => {
      const resolved = await resolveConnections({ caller, input: body });
      return new JsonText(() => revealConnections(resolved));
    },
  }),

  route({
    method: 'GET',
    path: '/connections/:key/events',
    tag,
    operationId: 'watchConnection',
    summary: 'Hear of every change of a connection',
    description:
      'Server-sent events (`text/event-stream`): names and numbers, never a value. The first is `current`, with the `revision`. Each later one is `changed`, with the `revision` and in `fields` the names of the fields whose value may be another one: resolve the connection then. `id` names the state; who comes back with it in `Last-Event-ID` hears at once whether anything changed meanwhile, and then `fields` holds all names. `ended` says with its `code` why nothing follows. While somebody listens the references of the connection count as in use and are kept fresh, so that a rotation is heard as soon as Latchkey reads it. A comment comes every 15 seconds. Each process takes 20,000 listeners, 12,000 of one key; more answer `overloaded`.',
    codes: ['overloaded'],
    params: keyParams,
    answer: z.string(),
    mediaType: 'text/event-stream',
    run: async ({ caller, params }) =>
      new EventStream((await watchConnection({ caller, input: params })).listen),
  }),

  route({
    method: 'POST',
    path: '/connections/:key/test',
    tag,
    operationId: 'testConnection',
    verb: 'beginTest',
    summary: 'Test a connection: resolve it, reach its app, sign in',
    description:
      'Uses the values for one harmless call and tells how each step ended, never a value. Hosts on private networks are reached only when LATCHKEY_EGRESS_HOSTS lists them. Without the role `admin` for all projects a test goes to the app’s own host or to a destination; without TLS no credential is sent unless the destination allows it. At most two tests at once and twenty a minute for each caller.',
    codes: ['over_budget'],
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
    summary: 'Create a connection',
    description:
      'A field is a value, or a secret manager with a reference, or a secret manager with a path of names. Values of credential fields are write-only. With `environment` every variable of an Environment of the secret manager is a field as well, also those that are added later; fields of the connection’s own win over a variable of the same name. Every reference is looked up before anything is saved and is stored by ids, which counts against the caller’s budget; a reference by names that is not found may be answered with `didYouMean`.',
    codes: ['not_found', 'conflict', ...secretCodes, ...providerCodes],
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
    description:
      'The connections of the caller’s projects and those that are platform-wide, without the values of credential fields. Read from stored rows: no request goes to a secret manager.',
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
    description:
      'Reads and failures by day (UTC) and by API key. Counts are written every few seconds, so the last ones may be missing.',
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
    description: `The latest ${mostVersions} versions are kept. Of typed secrets only the fact that they changed is known.`,
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
    description:
      'Changes nothing and sends no request to a secret manager. Typed secrets are not kept in the history: the answer lists those that restoring would need again.',
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
      'The rules are those of a change: references are looked up, and must be granted now. Whether the connection is enabled stays as it is. To undo it, restore the version before.',
    codes: ['conflict', ...secretCodes, ...providerCodes],
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
    description:
      'Plain settings have their value, bound fields their reference, credential fields only whether they are set. `environment` tells the names of its variables, as they were when it was read last.',
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
      'References are by names where these can stand in a reference, else by ids. Values of credential fields are never in it: a comment stands in their place. The text can be imported again.',
    params: keyParams,
    answer: z.string(),
    mediaType: 'text/plain',
    run: async ({ caller, params }) => new PlainText(await exportConnection({ caller, input: params })),
  }),

  route({
    method: 'PATCH',
    path: '/connections/:key',
    tag,
    operationId: 'updateConnection',
    summary: 'Change a connection',
    description:
      'What is not named is kept; a field that is null is removed, and so is `environment`. New references are looked up before anything is saved. Send `revision` or `If-Match` so that nobody else’s change is lost.',
    codes: ['conflict', ...secretCodes, ...providerCodes],
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
    description:
      'Removes the connection with its typed values and its history. Workloads that resolve it get `not_found` from the next call on. Nothing is removed in the secret manager.',
    params: keyParams,
    answer: nothing,
    status: 204,
    run: async ({ caller, params }) => {
      await removeConnection({ caller, input: params });
      return undefined;
    },
  }),
];
