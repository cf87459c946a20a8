import { z } from 'zod';
import {
  changedKeysSchema,
  duplicateInputSchema,
  keysInputSchema,
  removedKeysSchema,
  tagInputSchema,
  tagListSchema,
} from '@/lib/connections/arrange-schema';
import { disableConnections, enableConnections } from '@/lib/connections/disable';
import { duplicateConnection } from '@/lib/connections/duplicate';
import { removeConnections } from '@/lib/connections/remove-many';
import { repointConnections } from '@/lib/connections/repoint';
import { previewRepoint } from '@/lib/connections/repoint-preview';
import {
  repointInputSchema,
  repointPreviewInputSchema,
  repointPreviewSchema,
  repointResultSchema,
} from '@/lib/connections/repoint-schema';
import { undoRepoint } from '@/lib/connections/repoint-undo';
import { connectionViewSchema } from '@/lib/connections/schema';
import { listTags, tagConnections } from '@/lib/connections/tag';
import { providerCodes } from './codes';
import { idParams, type Route, route } from './route';

const tag = 'Connections';
const keyParams = z.object({ key: z.string().min(1).max(64).describe('The key of the connection.') });

/** Arranging connections, one or many: copies, switching off, tags, another secret manager. */
export const arrangeRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/connections/:key/duplicate',
    tag,
    operationId: 'duplicateConnection',
    summary: 'Create a connection like another one',
    description:
      'Typed values are copied and encrypted for the new connection; bound fields stay bound to the same secrets. The caller needs the right to change the connection that is copied.',
    codes: ['conflict'],
    params: keyParams,
    body: duplicateInputSchema,
    answer: connectionViewSchema,
    status: 201,
    run: ({ caller, params, body }) => duplicateConnection({ caller, input: { key: params.key, as: body } }),
  }),

  route({
    method: 'POST',
    path: '/connections/:key/disable',
    tag,
    operationId: 'disableConnection',
    verb: 'disableConnections',
    summary: 'Disable a connection: workloads get `forbidden` with the reason `disabled`',
    description:
      'Holds from the next call on, in every process. Nothing of the connection is lost, and disabling it again changes nothing.',
    params: keyParams,
    answer: changedKeysSchema,
    run: ({ caller, params }) => disableConnections({ caller, input: { keys: [params.key] } }),
  }),

  route({
    method: 'POST',
    path: '/connections/:key/enable',
    tag,
    operationId: 'enableConnection',
    verb: 'enableConnections',
    summary: 'Enable a connection again',
    description:
      'Workloads can resolve it from the next call on. Enabling an enabled connection changes nothing.',
    params: keyParams,
    answer: changedKeysSchema,
    run: ({ caller, params }) => enableConnections({ caller, input: { keys: [params.key] } }),
  }),

  route({
    method: 'GET',
    path: '/tags',
    tag,
    operationId: 'listTags',
    summary: 'List the tags of connections',
    description:
      'Every tag in use with the number of connections that have it, of those that the caller sees.',
    answer: tagListSchema,
    run: ({ caller }) => listTags({ caller }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/disable',
    tag,
    operationId: 'disableConnections',
    summary: 'Disable connections, all or none',
    description:
      'At most 500 in one call. When one of them cannot be changed, none is. The answer lists those that were enabled before.',
    codes: ['not_found'],
    body: keysInputSchema,
    answer: changedKeysSchema,
    run: ({ caller, body }) => disableConnections({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/enable',
    tag,
    operationId: 'enableConnections',
    summary: 'Enable connections, all or none',
    description:
      'At most 500 in one call. When one of them cannot be changed, none is. The answer lists those that were disabled before.',
    codes: ['not_found'],
    body: keysInputSchema,
    answer: changedKeysSchema,
    run: ({ caller, body }) => enableConnections({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/tag',
    tag,
    operationId: 'tagConnections',
    summary: 'Add tags to connections and remove tags from them',
    description:
      'At most 500 connections in one call, all or none; a connection has at most 20 tags. Tags are stored in lower case. The revision stays the same, so that whoever edits a connection meanwhile can still save.',
    codes: ['not_found'],
    body: tagInputSchema,
    answer: changedKeysSchema,
    run: ({ caller, body }) => tagConnections({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/remove',
    tag,
    operationId: 'removeConnections',
    summary: 'Remove connections; each that cannot be removed says why',
    description:
      'At most 500 in one call, one after the other: one that fails is in `failed` with its code and holds up no other.',
    body: keysInputSchema,
    answer: removedKeysSchema,
    run: ({ caller, body }) => removeConnections({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/repoint/preview',
    tag,
    operationId: 'previewRepoint',
    summary: 'Preview binding fields through another secret manager',
    description:
      'Looks for the same names in the other secret manager and tells for each field what it would be bound to, or why not. Changes nothing and reads no value. Listings that are not known yet are read from the secret manager, which counts against the caller’s budget.',
    codes: ['not_found', ...providerCodes],
    body: repointPreviewInputSchema,
    answer: repointPreviewSchema,
    run: ({ caller, body }) => previewRepoint({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/repoint',
    tag,
    operationId: 'repointConnections',
    summary: 'Bind fields of many connections through another secret manager',
    description:
      'At most 500 connections in one call. Every reference is looked up first; what is not found there, or was changed since the preview, stays as it is and is in `left`. The answer has the id by which the call can be undone.',
    codes: ['not_found', 'over_budget'],
    body: repointInputSchema,
    answer: repointResultSchema,
    run: ({ caller, body }) => repointConnections({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/repoint/:id/undo',
    tag,
    operationId: 'undoRepoint',
    summary: 'Undo binding fields through another secret manager',
    description:
      'Fields are bound as they were before, without a request to a secret manager. A connection that was changed since stays as it is and is in `left`.',
    codes: ['conflict'],
    params: idParams,
    answer: repointResultSchema,
    run: ({ caller, params }) => undoRepoint({ caller, input: params }),
  }),
];
