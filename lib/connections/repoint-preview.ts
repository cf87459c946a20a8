import { allowanceOfConnection, serves } from '@/lib/access/grants';
import { scopedOf } from '@/lib/access/may';
import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { isOneUnit, type Locator } from '@/lib/kernel/locator';
import { messageFor } from '@/lib/kernel/message';
import { byName } from '@/lib/kernel/page';
import { may } from '@/lib/kernel/permissions';
import type { LoadedManager } from '@/lib/managers/load';
import { upstreamRequestsOf } from '@/lib/managers/wire';
import { database } from '@/lib/platform/database';
import { descriptorOf } from '@/lib/providers/descriptors';
import { grammarOf, namesOf, parseLocator, schemesOf } from '@/lib/providers/references';
import { type Directory, openDirectory } from '@/lib/secrets/directory';
import { reachManager } from '@/lib/secrets/manager';
import { type Match, type Named, sameNamesIn, sameVariablesIn } from './repoint-match';
import { type RepointPreview, repointFieldSchema, repointPreviewInputSchema } from './repoint-schema';

// What somebody looks through and a page can hold; more is done in several goes.
const mostConnections = 10_000;
// Short queries: on the embedded database everybody waits for each.
const pageSize = 500;

/**
 * What would become of fields bound to one secret manager if they were bound to another: the same names there, by its
 * ids, or why not. Changes nothing and reads no value.
 * Throws `forbidden`, `not_found` (a secret manager), `invalid_input`, `over_budget`, `provider_*`.
 */
export const previewRepoint = verb({
  name: 'previewRepoint',
  right: 'connection:write',
  input: repointPreviewInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<RepointPreview> => {
    const { fromId, toId, keys } = input;
    if (fromId === toId) throw sameManager();
    const to = await reachManager(caller, toId);
    const rows = await boundRows(caller, fromId, keys);
    const shown = rows.slice(0, mostConnections);
    const before = upstreamRequestsOf(to.id);
    const connections: RepointPreview['connections'] = [];
    const fields = shown.flatMap((row) => row.fields.map(namedOf));
    const found = await sameIn(openDirectory(to, caller), to, fields);
    for (const row of shown) {
      connections.push({
        key: row.key,
        name: row.name,
        revision: row.revision,
        fields: row.fields.map((field) => {
          const base = { name: field.name, from: field.shownReference ?? field.reference ?? '' };
          if (!may(caller, 'connection:write', scopedOf(row)))
            return { ...base, outcome: 'not_yours' as const };
          if (!serves(to, scopedOf(row))) return { ...base, outcome: 'not_served' as const };
          return { ...base, ...servedMatch(to, row, namedOf(field), found.get(field.id)) };
        }),
      });
    }
    const told = connections.flatMap((connection) => connection.fields);
    const fine = told.filter(({ outcome }) => outcome === 'fine');
    return {
      connections,
      fine: fine.length,
      left: told.length - fine.length,
      requests: {
        preview: upstreamRequestsOf(to.id) - before,
        apply: requestsFor(
          fine.flatMap(({ reference }) => reference ?? []),
          descriptorOf(to.provider).itemsPerRequest,
        ),
      },
      isWhole: rows.length <= mostConnections,
    };
  },
});

/** The error for a secret manager that fields are bound to already. */
export function sameManager(): LatchkeyError {
  return new LatchkeyError('invalid_input', {
    says: messageFor('alreadyBoundTo'),
    fields: { toId: messageFor('alreadyBoundToHere') },
  });
}

/** One more than a preview shows, where there is one, so that it can say so. */
async function boundRows(caller: Caller, secretManagerId: string, keys: readonly string[] | undefined) {
  const rows: PageRow[] = [];
  for (;;) {
    const page = await readPage(caller, { secretManagerId, keys, after: rows.at(-1)?.id });
    rows.push(...page);
    if (page.length < pageSize || rows.length > mostConnections) return rows;
  }
}

type PageRow = Awaited<ReturnType<typeof readPage>>[number];

function readPage(
  caller: Caller,
  which: { secretManagerId: string; keys: readonly string[] | undefined; after: string | undefined },
) {
  const { secretManagerId, keys, after } = which;
  const bound = { secretManagerId, reference: { not: null } };
  return database().connection.findMany({
    where: {
      AND: [reachedBy(caller), { fields: { some: bound } }, keys ? { key: { in: [...keys] } } : {}],
    },
    select: {
      id: true,
      key: true,
      name: true,
      revision: true,
      scope: true,
      projects: { select: { projectId: true } },
      fields: {
        where: bound,
        select: { id: true, name: true, reference: true, shownReference: true, shownNames: true },
        orderBy: { name: 'asc' },
      },
    },
    orderBy: [...byName],
    take: pageSize,
    ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
  });
}

/** What fields are bound to, in another secret manager: variables by their reference, which its kind may not have, all others by names. */
async function sameIn(
  directory: Directory,
  to: LoadedManager,
  fields: readonly Stored[],
): Promise<Map<string, Match>> {
  const isVariable = ({ locator }: Stored) => isOneUnit(locator);
  const isRead = ({ locator }: Stored) => schemesOf(to.provider).includes(locator.scheme);
  const variables = fields.filter(isVariable);
  return new Map<string, Match>([
    ...variables.map(({ id }) => [id, { outcome: 'not_found', at: 'field' }] as const),
    ...(await sameVariablesIn(directory, variables.filter(isRead))),
    ...(await sameNamesIn(
      directory,
      fields.filter((field) => !isVariable(field)),
    )),
  ]);
}

type Stored = Named & { locator: Locator };

function namedOf({ id, reference, shownNames }: PageRow['fields'][number]): Stored {
  const stored = parseLocator(reference ?? '');
  const titles = repointFieldSchema.shape.titles.safeParse(shownNames ?? undefined);
  return {
    id,
    names: (titles.success && titles.data) || namesOf(stored),
    fieldId: stored.member,
    form: stored.form,
    locator: stored,
  };
}

/** What was found, or why not, unless the connection's projects may not use it: then neither is told. */
function servedMatch(
  to: LoadedManager,
  row: PageRow,
  { names, fieldId, locator: stored }: Stored,
  match: Match = { outcome: 'unreadable' },
): Match {
  const { reference, titles } = match;
  const place =
    reference && titles
      ? { locator: parseLocator(reference), titles }
      : {
          locator: isOneUnit(stored) ? stored : grammarOf(to.provider).locate({ ...names, field: fieldId }),
          titles: names,
        };
  return allowanceOfConnection(to, scopedOf(row)).allows(place) ? match : { outcome: 'not_served' };
}

/** What reading the items of references takes. */
function requestsFor(references: readonly string[], itemsPerRequest: number): number {
  const items = new Map<string, Set<string>>();
  for (const reference of references) {
    const { container, unit } = parseLocator(reference);
    items.set(container, (items.get(container) ?? new Set()).add(unit));
  }
  return [...items.values()].reduce((sum, { size }) => sum + Math.ceil(size / itemsPerRequest), 0);
}
