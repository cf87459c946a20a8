import { fieldListSchema, itemListSchema, vaultListSchema } from '@/lib/managers/schema';
import { browseFields, browseItems, browseVaults } from '@/lib/secrets/browse';
import { type Api, idParams } from './api';

const tags = ['Browsing'];
const vaultParams = idParams.extend({ vaultId: idParams.shape.id });
const itemParams = vaultParams.extend({ itemId: idParams.shape.id });

/** Vaults, items and fields of a secret manager: ids, titles and types, never values. */
export function browseRoutes(api: Api): void {
  api.get(
    '/secret-managers/:id/vaults',
    {
      schema: {
        tags,
        operationId: 'browseVaults',
        summary: 'List the vaults that the credential sees',
        params: idParams,
        response: { 200: vaultListSchema },
      },
    },
    async ({ caller, params }) => {
      const { vaults } = await browseVaults({ caller, input: params });
      return { items: vaults, nextCursor: null };
    },
  );

  api.get(
    '/secret-managers/:id/vaults/:vaultId/items',
    {
      schema: {
        tags,
        operationId: 'browseItems',
        summary: 'List the items of a vault',
        params: vaultParams,
        response: { 200: itemListSchema },
      },
    },
    async ({ caller, params }) => {
      const { items } = await browseItems({ caller, input: params });
      return { items, nextCursor: null };
    },
  );

  api.get(
    '/secret-managers/:id/vaults/:vaultId/items/:itemId/fields',
    {
      schema: {
        tags,
        operationId: 'browseFields',
        summary: 'List the fields of an item, with the reference to bind each by',
        params: itemParams,
        response: { 200: fieldListSchema },
      },
    },
    async ({ caller, params }) => {
      const { itemTitle, fields } = await browseFields({ caller, input: params });
      return { itemTitle, items: fields, nextCursor: null };
    },
  );
}
