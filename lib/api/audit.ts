import { listEvents } from '@/lib/audit/list';
import { auditEventViewSchema, auditListInputSchema } from '@/lib/audit/schema';
import { pageSchema } from '@/lib/kernel/page';
import type { Api } from './api';

/** Audit events, newest first. */
export function auditRoutes(api: Api): void {
  api.get(
    '/audit',
    {
      schema: {
        tags: ['Audit'],
        operationId: 'listEvents',
        summary: 'List audit events, newest first',
        querystring: auditListInputSchema,
        response: { 200: pageSchema(auditEventViewSchema) },
      },
    },
    ({ caller, query }) => listEvents({ caller, input: query }),
  );
}
