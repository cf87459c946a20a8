import { pageQuerySchema, pageSchema } from '@/lib/kernel/page';
import { listQuota } from '@/lib/managers/list-quota';
import { quotaViewSchema } from '@/lib/quota/schema';
import { type Route, route } from './route';

/** What was spent of the provider's limits. */
export const quotaRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/quota',
    tag: 'Quota',
    operationId: 'listQuota',
    summary: 'List what each secret manager spent of its limits',
    description:
      'From Latchkey’s own ledger, by token and hour and by account and day, with a forecast. No request goes out.',
    query: pageQuerySchema,
    answer: pageSchema(quotaViewSchema),
    run: ({ caller, query }) => listQuota({ caller, input: query }),
  }),
];
