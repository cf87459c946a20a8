import { revealResults } from '@/lib/doors/reveal';
import { checkReference } from '@/lib/secrets/check';
import { resolveReferences } from '@/lib/secrets/resolve';
import {
  checkInputSchema,
  checkResultSchema,
  resolveInputSchema,
  resolveResultSchema,
} from '@/lib/secrets/schema';
import type { Api } from './api';

const tags = ['References'];

/** References: check one without its value, resolve many for a workload. */
export function referenceRoutes(api: Api): void {
  api.post(
    '/references/check',
    {
      schema: {
        tags,
        operationId: 'checkReference',
        summary: 'Check a reference: found or why not, never the value',
        body: checkInputSchema,
        response: { 200: checkResultSchema },
      },
    },
    ({ caller, body }) => checkReference({ caller, input: body }),
  );

  api.post(
    '/references/resolve',
    {
      schema: {
        tags,
        operationId: 'resolveReferences',
        summary: 'Resolve references to their values',
        description:
          'For API keys alone. Each reference has its own answer: a value, or an error with its code.',
        body: resolveInputSchema,
        response: { 200: resolveResultSchema },
      },
      // Made by reveal.ts in exactly this form; walking a thousand values again would only cost time.
      serializerCompiler: () => JSON.stringify,
    },
    async ({ caller, body }) => revealResults(await resolveReferences({ caller, input: body })),
  );
}
