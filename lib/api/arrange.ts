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
import { idParams, type Route, route } from './route';

const tag = 'Connections';
const keyParams = z.object({ key: z.string().min(1).max(64) });

/** Arranging connections, one or many: copies, switching off, tags, another secret manager. */
export const arrangeRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/connections/:key/duplicate',
    tag,
    operationId: 'duplicateConnection',
    summary: 'Make a connection like another one',
    description: 'Typed values are copied, sealed anew; bound fields stay bound to the same.',
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
    summary: 'Switch a connection off: workloads get `forbidden` with the reason `disabled`',
    params: keyParams,
    answer: changedKeysSchema,
    run: ({ caller, params }) => disableConnections({ caller, input: { keys: [params.key] } }),
  }),

  route({
    method: 'POST',
    path: '/connections/:key/enable',
    tag,
    operationId: 'enableConnection',
    summary: 'Switch a connection on again',
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
    answer: tagListSchema,
    run: ({ caller }) => listTags({ caller }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/disable',
    tag,
    operationId: 'disableConnections',
    summary: 'Switch connections off, all or none',
    body: keysInputSchema,
    answer: changedKeysSchema,
    run: ({ caller, body }) => disableConnections({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/enable',
    tag,
    operationId: 'enableConnections',
    summary: 'Switch connections on, all or none',
    body: keysInputSchema,
    answer: changedKeysSchema,
    run: ({ caller, body }) => enableConnections({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/tag',
    tag,
    operationId: 'tagConnections',
    summary: 'Give tags to connections and take tags from them',
    body: tagInputSchema,
    answer: changedKeysSchema,
    run: ({ caller, body }) => tagConnections({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/remove',
    tag,
    operationId: 'removeConnections',
    summary: 'Remove connections; each that cannot be says why',
    body: keysInputSchema,
    answer: removedKeysSchema,
    run: ({ caller, body }) => removeConnections({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/repoint/preview',
    tag,
    operationId: 'previewRepoint',
    summary: 'What would become of fields if they were bound through another secret manager',
    description: 'Looks for the same names there. Changes nothing, reads no value.',
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
    body: repointInputSchema,
    answer: repointResultSchema,
    run: ({ caller, body }) => repointConnections({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/bulk/connections/repoint/:id/undo',
    tag,
    operationId: 'undoRepoint',
    summary: 'Undo that, where nothing else was changed since',
    params: idParams,
    answer: repointResultSchema,
    run: ({ caller, params }) => undoRepoint({ caller, input: params }),
  }),
];
