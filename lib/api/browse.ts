import { fieldListSchema, itemListSchema, vaultListSchema } from '@/lib/managers/schema';
import { browseFields, browseItems, browseVaults } from '@/lib/secrets/browse';
import { idParams, type Route, route } from './route';

const tag = 'Browsing';
const vaultParams = idParams.extend({ vaultId: idParams.shape.id });
const itemParams = vaultParams.extend({ itemId: idParams.shape.id });

/** Vaults, items and fields of a secret manager: ids, titles and types, never values. */
export const browseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/secret-managers/:id/vaults',
    tag,
    operationId: 'browseVaults',
    summary: 'List the vaults that the credential sees',
    params: idParams,
    answer: vaultListSchema,
    run: async ({ caller, params }) => {
      const { vaults } = await browseVaults({ caller, input: params });
      return { items: vaults, nextCursor: null };
    },
  }),

  route({
    method: 'GET',
    path: '/secret-managers/:id/vaults/:vaultId/items',
    tag,
    operationId: 'browseItems',
    summary: 'List the items of a vault',
    params: vaultParams,
    answer: itemListSchema,
    run: async ({ caller, params }) => {
      const { items } = await browseItems({ caller, input: params });
      return { items, nextCursor: null };
    },
  }),

  route({
    method: 'GET',
    path: '/secret-managers/:id/vaults/:vaultId/items/:itemId/fields',
    tag,
    operationId: 'browseFields',
    summary: 'List the fields of an item, with the reference to bind each by',
    params: itemParams,
    answer: fieldListSchema,
    run: async ({ caller, params }) => {
      const { itemTitle, fields } = await browseFields({ caller, input: params });
      return { itemTitle, items: fields, nextCursor: null };
    },
  }),
];
