import { reportAccess } from '@/lib/access-report/report';
import { reportSchema } from '@/lib/access-report/schema';
import { type Route, route } from './route';

/** What the rules of access refuse of what is set up. */
export const accessRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/access/report',
    tag: 'Access',
    operationId: 'reportAccess',
    summary: 'What is refused by the rules of access, and what an admin should look at',
    description:
      'Fields, keys and people, each with what to do. From stored rows: no request goes out. All on one page.',
    answer: reportSchema,
    run: ({ caller }) => reportAccess({ caller }),
  }),
];
