import { z } from 'zod';
import { cacheListInputSchema, entryViewSchema } from '@/lib/cache/schema';
import { pageSchema } from '@/lib/kernel/page';
import { clearEntries, clearEntry } from '@/lib/secrets/clear-entries';
import { listEntries } from '@/lib/secrets/list-entries';
import { refreshEntry } from '@/lib/secrets/refresh-entry';
import { type Api, idParams, nothing } from './api';

const tags = ['Cache'];
const clearQuery = z.object({ secretManagerId: z.string().min(1).max(64) });

/** Cache entries: what is kept, how old it is, what failed; refresh and clear. Never a value. */
export function cacheRoutes(api: Api): void {
  api.get(
    '/cache',
    {
      schema: {
        tags,
        operationId: 'listEntries',
        summary: 'List cache entries',
        querystring: cacheListInputSchema,
        response: { 200: pageSchema(entryViewSchema) },
      },
    },
    ({ caller, query }) => listEntries({ caller, input: query }),
  );

  api.post(
    '/cache/:id/refresh',
    {
      schema: {
        tags,
        operationId: 'refreshEntry',
        summary: 'Read an entry’s secret anew',
        params: idParams,
        response: { 200: entryViewSchema },
      },
    },
    ({ caller, params }) => refreshEntry({ caller, input: params }),
  );

  api.delete(
    '/cache/:id',
    {
      schema: {
        tags,
        operationId: 'clearEntry',
        summary: 'Clear one entry',
        params: idParams,
        response: { 204: nothing },
      },
    },
    async ({ caller, params }, reply) => {
      await clearEntry({ caller, input: params });
      return reply.code(204).send();
    },
  );

  api.delete(
    '/cache',
    {
      schema: {
        tags,
        operationId: 'clearEntries',
        summary: 'Clear all entries of a secret manager',
        querystring: clearQuery,
        response: { 200: z.object({ cleared: z.number().int() }) },
      },
    },
    ({ caller, query }) => clearEntries({ caller, input: query }),
  );
}
