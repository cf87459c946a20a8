import { z } from 'zod';
import { cacheEventViewSchema, failureListInputSchema, failureViewSchema } from '@/lib/cache/event';
import {
  cacheListInputSchema,
  cacheSummarySchema,
  entryFilterSchema,
  entrySelectionSchema,
  entryViewSchema,
  referenceViewSchema,
  refreshedSchema,
  selectionPreviewSchema,
} from '@/lib/cache/schema';
import { pageQuerySchema, pageSchema } from '@/lib/kernel/page';
import { clearEntries, clearEntry } from '@/lib/secrets/clear-entries';
import { clearSelection } from '@/lib/secrets/clear-selection';
import { listEntries } from '@/lib/secrets/list-entries';
import { listFailures } from '@/lib/secrets/list-failures';
import { previewSelection } from '@/lib/secrets/preview-selection';
import { getReference, readTimeline } from '@/lib/secrets/read-timeline';
import { refreshEntry } from '@/lib/secrets/refresh-entry';
import { refreshSelection } from '@/lib/secrets/refresh-selection';
import { summarizeEntries } from '@/lib/secrets/summarize-entries';
import { idParams, nothing, type Route, route } from './route';

const tag = 'Cache';
const subjectParams = z.object({ subject: z.string().min(1).max(64) });
const clearQuery = z.object({ secretManagerId: z.string().min(1).max(64) });

/** Cache entries: what is kept, how old it is, what failed; refresh and clear. Never a value. */
export const cacheRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/cache',
    tag,
    operationId: 'listEntries',
    summary: 'List cache entries',
    query: cacheListInputSchema,
    answer: pageSchema(entryViewSchema),
    run: ({ caller, query }) => listEntries({ caller, input: query }),
  }),

  route({
    method: 'GET',
    path: '/cache/summary',
    tag,
    operationId: 'summarizeEntries',
    summary: 'Count cache entries by state',
    query: entryFilterSchema,
    answer: cacheSummarySchema,
    run: ({ caller, query }) => summarizeEntries({ caller, input: query }),
  }),

  route({
    method: 'GET',
    path: '/cache/failures',
    tag,
    operationId: 'listFailures',
    summary: 'List what could not be read lately',
    description: 'Also references that work again, and those that the cache never held.',
    query: failureListInputSchema,
    answer: pageSchema(failureViewSchema),
    run: ({ caller, query }) => listFailures({ caller, input: query }),
  }),

  route({
    method: 'GET',
    path: '/cache/references/:subject',
    tag,
    operationId: 'getReference',
    summary: 'Read what is known of a reference',
    params: subjectParams,
    answer: referenceViewSchema,
    run: ({ caller, params }) => getReference({ caller, input: params }),
  }),

  route({
    method: 'GET',
    path: '/cache/references/:subject/events',
    tag,
    operationId: 'readTimeline',
    summary: 'Read what happened to a reference',
    params: subjectParams,
    query: pageQuerySchema,
    answer: pageSchema(cacheEventViewSchema),
    run: ({ caller, params, query }) => readTimeline({ caller, input: { ...params, ...query } }),
  }),

  route({
    method: 'POST',
    path: '/cache/preview',
    tag,
    operationId: 'previewSelection',
    summary: 'Tell what clearing or refreshing a selection would mean',
    body: entrySelectionSchema,
    answer: selectionPreviewSchema,
    run: ({ caller, body }) => previewSelection({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/cache/refresh',
    tag,
    operationId: 'refreshSelection',
    summary: 'Read the secrets of many entries anew, 200 a call',
    query: z.object({ cursor: z.string().max(64).optional() }),
    body: entrySelectionSchema,
    answer: refreshedSchema,
    run: ({ caller, body, query }) => refreshSelection({ caller, input: { ...body, cursor: query.cursor } }),
  }),

  route({
    method: 'POST',
    path: '/cache/clear',
    tag,
    operationId: 'clearSelection',
    summary: 'Clear many entries',
    body: entrySelectionSchema,
    answer: z.object({ cleared: z.number().int() }),
    run: ({ caller, body }) => clearSelection({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/cache/:id/refresh',
    tag,
    operationId: 'refreshEntry',
    summary: 'Read an entry’s secret anew',
    params: idParams,
    answer: entryViewSchema,
    run: ({ caller, params }) => refreshEntry({ caller, input: params }),
  }),

  route({
    method: 'DELETE',
    path: '/cache/:id',
    tag,
    operationId: 'clearEntry',
    summary: 'Clear one entry',
    params: idParams,
    answer: nothing,
    status: 204,
    run: async ({ caller, params }) => {
      await clearEntry({ caller, input: params });
      return undefined;
    },
  }),

  route({
    method: 'DELETE',
    path: '/cache',
    tag,
    operationId: 'clearEntries',
    summary: 'Clear all entries of a secret manager',
    query: clearQuery,
    answer: z.object({ cleared: z.number().int() }),
    run: ({ caller, query }) => clearEntries({ caller, input: query }),
  }),
];
