import { addDestination } from '@/lib/destinations/add';
import { listDestinations } from '@/lib/destinations/list';
import { removeDestination } from '@/lib/destinations/remove';
import { addInputSchema, destinationViewSchema } from '@/lib/destinations/schema';
import { pageSchema, searchedPageQuerySchema } from '@/lib/kernel/page';
import { idParams, nothing, type Route, route } from './route';

const tag = 'Destinations';

/** Hosts that tests of connections may give secrets to: list, add, remove. */
export const destinationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/destinations',
    tag,
    operationId: 'listDestinations',
    summary: 'List destinations',
    description:
      'Hosts and ports that tests of connections may give secrets to: those for all projects and those of the caller’s own.',
    query: searchedPageQuerySchema,
    answer: pageSchema(destinationViewSchema),
    run: ({ caller, query }) => listDestinations({ caller, input: query }),
  }),

  route({
    method: 'POST',
    path: '/destinations',
    tag,
    operationId: 'addDestination',
    summary: 'Add a destination',
    description:
      'An exact host and port. It must also be reachable: on a private network only when LATCHKEY_EGRESS_HOSTS lists it.',
    codes: ['conflict'],
    body: addInputSchema,
    answer: destinationViewSchema,
    status: 201,
    run: ({ caller, body }) => addDestination({ caller, input: body }),
  }),

  route({
    method: 'DELETE',
    path: '/destinations/:id',
    tag,
    operationId: 'removeDestination',
    summary: 'Remove a destination',
    description: 'The next test sends nothing there.',
    params: idParams,
    answer: nothing,
    status: 204,
    run: async ({ caller, params }) => {
      await removeDestination({ caller, input: params });
      return undefined;
    },
  }),
];
