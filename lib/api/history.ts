import { historyInputSchema, historyViewSchema } from '@/lib/history/schema';
import { readHistory } from '@/lib/managers/read-history';
import { type Route, route } from './route';

/** What happened at secret managers over time. */
export const historyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/health/history',
    tag: 'Health',
    operationId: 'readHistory',
    summary: 'Read what happened over an hour, a day or a week',
    description:
      'From stored rollups, all processes together: reads by source, failures by cause, requests and their latency.',
    codes: ['not_found'],
    query: historyInputSchema,
    answer: historyViewSchema,
    run: ({ caller, query }) => readHistory({ caller, input: query }),
  }),
];
