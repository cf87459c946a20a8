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
import { providerCodes, secretCodes } from './codes';
import { idParams, nothing, type Route, route } from './route';

const tag = 'Cache';
const subjectParams = z.object({
  subject: z.string().min(1).max(64).describe('The `subject` of a cache entry or a failure.'),
});
const clearQuery = z.object({
  secretManagerId: z.string().min(1).max(64).describe('The secret manager whose entries are cleared.'),
});

/** Cache entries: what is kept, how old it is, what failed; refresh and clear. Never a value. */
export const cacheRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/cache',
    tag,
    operationId: 'listEntries',
    summary: 'List cache entries',
    description:
      'What is cached, in which state, how old, and who needs it; never a value. Only entries that the caller’s projects reach.',
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
    description: 'Counts for the filter, and for all entries that the caller’s projects reach.',
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
    description:
      'By reference, cause and hour, the latest first. References that work again, and those that the cache never held, are listed too.',
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
    description:
      'Its cache entry, where there is one, and the connections that need it. `subject` stays the same when the entry is cleared and read again.',
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
    description:
      'The latest event first: reads by hour, refreshes, failures, changes of the value, bindings. Never a value, its length or its fingerprint.',
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
    summary: 'Preview clearing or refreshing a selection',
    description:
      'How many entries and connections it is about, and about how many requests reading them again would take. Changes nothing and sends no request.',
    body: entrySelectionSchema,
    answer: selectionPreviewSchema,
    run: ({ caller, body }) => previewSelection({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/cache/refresh',
    tag,
    operationId: 'refreshSelection',
    summary: 'Read the secrets of many entries again, 200 in one call',
    description:
      'Reads from the secret manager now and keeps the answers; where it cannot be reached, what was cached stays. Send `nextCursor` with the same selection for the rest. Every entry counts against the caller’s budget.',
    codes: ['over_budget'],
    query: z.object({ cursor: z.string().max(64).optional().describe('`nextCursor` of the call before.') }),
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
    description:
      'Clears those of the selection that the caller may clear: the next read of each asks the secret manager. While it cannot be reached, workloads that need them fail.',
    body: entrySelectionSchema,
    answer: z.object({ cleared: z.number().int() }),
    run: ({ caller, body }) => clearSelection({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/cache/:id/refresh',
    tag,
    operationId: 'refreshEntry',
    summary: 'Read an entry’s secret again',
    description:
      'Reads from the secret manager now and keeps the answer; where it cannot be reached, what was cached stays and the error is answered. It counts against the caller’s budget.',
    codes: [...providerCodes, ...secretCodes],
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
    description:
      'The next read asks the secret manager; a read that began before does not bring the entry back. While the secret manager cannot be reached, workloads that need it fail.',
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
    description:
      'The next read of each asks the secret manager, within its limits. While it cannot be reached, workloads that need them fail.',
    codes: ['not_found'],
    query: clearQuery,
    answer: z.object({ cleared: z.number().int() }),
    run: ({ caller, query }) => clearEntries({ caller, input: query }),
  }),
];
