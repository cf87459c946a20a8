import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { shownFieldName } from '@/lib/kernel/field-name';
import { afterName, byName, type Page, pageByName, withTotal } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { beginsReference, isBegun, parseLocator, tidyPastedReference } from '@/lib/providers/references';
import { type UserView, usedByInputSchema, userViewSchema } from './used-by-schema';

const appSchema = userViewSchema.shape.app;

/**
 * The connections that need a secret manager, a vault, an item or a reference, by name, with the fields that do. From
 * stored rows alone: no request goes out. Vault and item by id, or by the title they were seen under.
 * Throws `forbidden`, `invalid_input`, `reference_invalid`.
 */
export const listUsedBy = verb({
  name: 'listUsedBy',
  right: 'connection:read',
  input: usedByInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<UserView>> => {
    const { limit, cursor, ...wanted } = input;
    const bound = boundTo(wanted);
    const where = { AND: [reachedBy(caller), { fields: { some: bound } }] };
    const rows = await database().connection.findMany({
      where: { AND: [where, afterName(cursor)] },
      select: {
        id: true,
        sortName: true,
        key: true,
        name: true,
        app: true,
        fields: {
          where: bound,
          select: { name: true, reference: true, shownReference: true },
          orderBy: { name: 'asc' },
        },
      },
      orderBy: [...byName],
      take: limit + 1,
    });
    const page = pageByName(rows, limit, ({ key, name, app, fields }) => ({
      key,
      name,
      app: appSchema.parse(app),
      fields: fields.map((field) => ({
        name: shownFieldName(field.name),
        reference: field.reference ?? '',
        shownReference: field.shownReference ?? field.reference ?? '',
      })),
    }));
    return withTotal(page, cursor, () => database().connection.count({ where }));
  },
});

type Wanted = Omit<ReturnType<typeof usedByInputSchema.parse>, 'limit' | 'cursor'>;

function boundTo({ secretManagerId, vault, item, reference }: Wanted): Prisma.ConnectionFieldWhereInput {
  return {
    ...(secretManagerId ? { secretManagerId } : {}),
    reference: { not: null },
    AND: [
      vault ? atVault(vault) : {},
      item ? atItem(vault, item) : {},
      reference ? atReference(reference) : {},
    ],
  };
}

function atVault(vault: string): Prisma.ConnectionFieldWhereInput {
  return {
    OR: [{ containerKey: vault }, { shownNames: { path: ['vault'], equals: vault } }],
  };
}

function atItem(vault: string | undefined, item: string): Prisma.ConnectionFieldWhereInput {
  const byId = vault ? `${vault}/${item}` : { endsWith: `/${item}` };
  return { OR: [{ unitKey: byId }, { shownNames: { path: ['item'], equals: item } }] };
}

/** As it is stored, whatever it is asked to give; or as it is shown, which is not always a reference that can be read. */
function atReference(text: string): Prisma.ConnectionFieldWhereInput {
  const tidy = tidyPastedReference(text);
  if (!beginsReference(tidy) || isBegun(tidy)) parseLocator(tidy);
  return { OR: [{ reference: tidy }, { reference: { startsWith: `${tidy}?` } }, { shownReference: tidy }] };
}
