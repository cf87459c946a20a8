import { listEvents } from '@/lib/audit/list';
import { auditEventViewSchema, auditListInputSchema } from '@/lib/audit/schema';
import { pageSchema } from '@/lib/kernel/page';
import { type Route, route } from './route';

/** Audit events, newest first. */
export const auditRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/audit',
    tag: 'Audit',
    operationId: 'listEvents',
    summary: 'List audit events, newest first',
    description:
      'Who changed what, and when, of things that the caller may see. All filters that are given apply together.',
    query: auditListInputSchema,
    answer: pageSchema(auditEventViewSchema),
    run: ({ caller, query }) => listEvents({ caller, input: query }),
  }),
];
