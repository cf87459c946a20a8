import { z } from 'zod';
import { LatchkeyError } from '@/lib/kernel/errors';
import type { Message } from '@/lib/kernel/message';
import { problemOf } from '@/lib/kernel/problem';
import {
  environmentListSchema,
  fieldListSchema,
  itemListSchema,
  placeListSchema,
  variableListSchema,
  vaultListSchema,
} from '@/lib/managers/schema';
import { currentLanguage } from '@/lib/platform/language';
import { browseFields, browseItems, browseVaults } from '@/lib/secrets/browse';
import { browseEnvironments, browseVariables } from '@/lib/secrets/browse-environments';
import { browsePath } from '@/lib/secrets/browse-path';
import { listingCodes } from './codes';
import { idParams, type Route, route } from './route';

const tag = 'Browsing';
const vaultParams = idParams.extend({
  vaultId: idParams.shape.id.describe('The id of a vault, as the list of vaults answers it.'),
});
const itemParams = vaultParams.extend({
  itemId: idParams.shape.id.describe('The id of an item, as the list of items answers it.'),
});
const environmentParams = idParams.extend({
  environmentId: idParams.shape.id.describe(
    'The id of an Environment, as the list of Environments answers it.',
  ),
});
const ageQuery = z.object({
  fresh: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true` asks the provider now; otherwise a listing of the last two minutes may answer.'),
});
const step = z.string().min(1).max(400);
const pathQuery = ageQuery.extend({
  path: z
    .union([step, z.array(step).max(32)])
    .optional()
    .describe(
      'The ids on the way, outermost first, each as the listing before answered it: `path=a&path=b`. None: the top.',
    ),
});
const ageOf = ({ fresh }: z.infer<typeof ageQuery>) => (fresh === 'true' ? 'new' : 'recent');

function partialProblem(says: Message) {
  const code = 'secret_unreadable';
  return { ...problemOf(new LatchkeyError(code, { says }), currentLanguage()), code } as const;
}

/** What a secret manager holds: ids, titles and types, never values. */
export const browseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/secret-managers/:id/browse',
    tag,
    operationId: 'browsePath',
    summary: 'List what lies at a path, for secret managers of any kind and depth',
    description:
      'Places lead on, secrets have the reference to bind each by; never a value. As far as the caller’s projects may use something there. Where there are vaults and items, the path is their ids. A listing is kept for two minutes; reading it from the secret manager counts against the caller’s budget.',
    codes: listingCodes,
    params: idParams,
    query: pathQuery,
    answer: placeListSchema,
    run: async ({ caller, params, query }) => {
      const { path = [] } = query;
      const { items, unreadable } = await browsePath({
        caller,
        input: { ...params, path: [path].flat(), age: ageOf(query) },
      });
      return { items, nextCursor: null, ...(unreadable ? { problem: partialProblem(unreadable) } : {}) };
    },
  }),

  route({
    method: 'GET',
    path: '/secret-managers/:id/vaults',
    tag,
    operationId: 'browseVaults',
    summary: 'List the vaults that the credential sees',
    description:
      'Ids, titles and counts, as far as the caller’s projects may use something in them. A listing is kept for two minutes; reading it from the secret manager counts against the caller’s budget.',
    codes: listingCodes,
    params: idParams,
    query: ageQuery,
    answer: vaultListSchema,
    run: async ({ caller, params, query }) => {
      const { vaults } = await browseVaults({ caller, input: { ...params, age: ageOf(query) } });
      return { items: vaults, nextCursor: null };
    },
  }),

  route({
    method: 'GET',
    path: '/secret-managers/:id/vaults/:vaultId/items',
    tag,
    operationId: 'browseItems',
    summary: 'List the items of a vault',
    description:
      'Ids, titles, categories and dates; no field and no value. All items are on one page. A listing is kept for two minutes; reading it from the secret manager counts against the caller’s budget.',
    codes: listingCodes,
    params: vaultParams,
    query: ageQuery,
    answer: itemListSchema,
    run: async ({ caller, params, query }) => {
      const { items, unreadable } = await browseItems({ caller, input: { ...params, age: ageOf(query) } });
      return { items, nextCursor: null, ...(unreadable ? { problem: partialProblem(unreadable) } : {}) };
    },
  }),

  route({
    method: 'GET',
    path: '/secret-managers/:id/vaults/:vaultId/items/:itemId/fields',
    tag,
    operationId: 'browseFields',
    summary: 'List the fields of an item, with the reference to bind each by',
    description:
      'Labels, types and references; never a value. A listing is kept for two minutes; reading it from the secret manager counts against the caller’s budget.',
    codes: listingCodes,
    params: itemParams,
    query: ageQuery,
    answer: fieldListSchema,
    run: async ({ caller, params, query }) => {
      const { itemTitle, fields } = await browseFields({ caller, input: { ...params, age: ageOf(query) } });
      return { itemTitle, items: fields, nextCursor: null };
    },
  }),

  route({
    method: 'GET',
    path: '/secret-managers/:id/environments',
    tag,
    operationId: 'browseEnvironments',
    summary: 'List the Environments that the credential sees',
    description:
      'Ids and titles, as far as the caller’s projects may use something in them. One that is not listed may be read all the same: by the id that the service shows. A listing is kept for two minutes; reading it from the secret manager counts against the caller’s budget.',
    codes: listingCodes,
    params: idParams,
    query: ageQuery,
    answer: environmentListSchema,
    run: async ({ caller, params, query }) => {
      const { environments } = await browseEnvironments({ caller, input: { ...params, age: ageOf(query) } });
      return { items: environments, nextCursor: null };
    },
  }),

  route({
    method: 'GET',
    path: '/secret-managers/:id/environments/:environmentId/variables',
    tag,
    operationId: 'browseVariables',
    summary: 'List the variables of an Environment',
    description:
      'Names and the reference to bind each by, never values. A listing is kept for two minutes; reading it from the secret manager counts against the caller’s budget.',
    codes: listingCodes,
    params: environmentParams,
    query: ageQuery,
    answer: variableListSchema,
    run: async ({ caller, params, query }) => {
      const { variables } = await browseVariables({ caller, input: { ...params, age: ageOf(query) } });
      const items = variables.map(({ name, masked, reference, times, offers }) => ({
        name,
        masked,
        reference: reference === '' ? null : reference,
        ...(times > 1 ? { times } : {}),
        ...(offers ? { offers } : {}),
      }));
      return { items, nextCursor: null };
    },
  }),
];
