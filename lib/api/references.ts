import { listPlaces } from '@/lib/connections/places';
import { listUsedBy } from '@/lib/connections/used-by';
import {
  placesInputSchema,
  placeViewSchema,
  usedByInputSchema,
  userViewSchema,
} from '@/lib/connections/used-by-schema';
import { revealResults } from '@/lib/doors/reveal';
import { pageSchema } from '@/lib/kernel/page';
import { checkReference } from '@/lib/secrets/check';
import { resolveReferences } from '@/lib/secrets/resolve';
import {
  checkInputSchema,
  checkResultSchema,
  resolveInputSchema,
  resolveResultSchema,
} from '@/lib/secrets/schema';
import { type Route, route } from './route';

const tag = 'References';

/** References: check one without its value, resolve many for a workload. */
export const referenceRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/references/check',
    tag,
    operationId: 'checkReference',
    summary: 'Check a reference: found or why not, never the value',
    description:
      'The place is a `reference`, or a `path` of its names where these hold characters that a reference refuses. Names of a path are compared letter by letter, then in Unicode’s composed form, whatever their case, and with percent-encoding read. What is wrong with the reference is in the answer, with status 200. A check that reads from the secret manager counts against the caller’s budget.',
    codes: ['not_found'],
    body: checkInputSchema,
    answer: checkResultSchema,
    run: ({ caller, body }) => checkReference({ caller, input: body }),
  }),

  route({
    method: 'POST',
    path: '/references/resolve',
    tag,
    operationId: 'resolveReferences',
    summary: 'Resolve references to their values',
    description:
      'At most 1,000 in one call. Each reference or path has its own result, in the order asked: a value, or an error with its code. The API key must have been given these references (`references` of the key). References that are not cached count against the key’s budget for each minute; `over_budget` when it covers none of them.',
    codes: ['not_found', 'over_budget'],
    body: resolveInputSchema,
    answer: resolveResultSchema,
    // Made by reveal.ts in exactly this form; walking a thousand values again would only cost time.
    serialized: 'as-is',
    run: async ({ caller, body }) => revealResults(await resolveReferences({ caller, input: body })),
  }),

  route({
    method: 'GET',
    path: '/references/used-by',
    tag,
    operationId: 'listUsedBy',
    summary: 'List the connections that need a secret manager, a vault, an item or a reference',
    description:
      'Read from stored rows: no request goes to a secret manager. All filters that are given apply together.',
    codes: ['reference_invalid'],
    query: usedByInputSchema,
    answer: pageSchema(userViewSchema),
    run: ({ caller, query }) => listUsedBy({ caller, input: query }),
  }),

  route({
    method: 'GET',
    path: '/references/places',
    tag,
    operationId: 'listPlaces',
    summary: 'List the vaults of a secret manager that something is bound in, or the items of one',
    description:
      'With the numbers of connections and fields that are bound there, and of broken ones, of the connections that the caller sees. Read from stored rows: no request goes to a secret manager.',
    query: placesInputSchema,
    answer: pageSchema(placeViewSchema),
    run: ({ caller, query }) => listPlaces({ caller, input: query }),
  }),
];
