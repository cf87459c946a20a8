import { z } from 'zod';
import { cacheListInputSchema, entryViewSchema } from '@/lib/cache/schema';
import { pageSchema } from '@/lib/kernel/page';
import { clearEntries, clearEntry } from '@/lib/secrets/clear-entries';
import { listEntries } from '@/lib/secrets/list-entries';
import { refreshEntry } from '@/lib/secrets/refresh-entry';
import { idParams, nothing, type Route, route } from './route';

const tag = 'Cache';
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
