import { beforeAll, describe, expect, it } from 'vitest';
import { entrySorts } from '@/lib/cache/entry-sorts';
import { entryFilterStates } from '@/lib/cache/entry-states';
import { fillSearch, trimSearch } from '@/lib/cache/fill-search';
import { type CacheListInput, cacheListInputSchema } from '@/lib/cache/schema';
import { bind } from '@/lib/connections/testing/bound';
import { admin, support } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { entrySource } from './entry-filter';
import { entryOrder } from './entry-order';
import { pageSql } from './entry-source';
import { listEntries } from './list-entries';
import { summarizeEntries } from './summarize-entries';

useTestDatabase();
const account = useTestAccount();

const entries = 20_000;
const limit = 50;
// A page of each state of each secret manager, and some that a filter leaves out.
const mostRead = 2_000;
let managerIds: string[] = [];
let connection = '';

beforeAll(async () => {
  const desks = [
    await connectDesk(account.sandbox, { App: { a: '1' } }),
    await connectDesk(account.sandbox, { Other: { b: '2' } }),
  ];
  managerIds = desks.map(({ manager }) => manager.id);
  const [desk] = desks;
  if (desk) connection = await bind(desk, { a: `op://${desk.manager.name}/App/a` });
  await database().$executeRaw`
    INSERT INTO cache_entry
      (id, key, secret_manager_id, revision, reference, shown_reference, titles, state, absent_code, last_error_code, last_error_at,
       fetched_at, changed_at, hits, last_read_at, generation, subject)
    SELECT 'many-' || n, 'many-' || n, manager, 1, reference, 'op://Vault/Item ' || n || '/field', '{}',
           CASE WHEN n % 50 = 0 THEN 'absent' ELSE 'value' END, CASE WHEN n % 50 = 0 THEN 'secret_not_found' END,
           CASE WHEN n % 4000 = 7 THEN 'provider_timeout' END, CASE WHEN n % 4000 = 7 THEN now() AT TIME ZONE 'UTC' END,
           now() AT TIME ZONE 'UTC' - CASE n % 20 WHEN 1 THEN interval '30 days' WHEN 2 THEN interval '2 days' ELSE interval '1 s' END
             - n * interval '1 ms', CASE WHEN n % 9 = 0 THEN now() AT TIME ZONE 'UTC' - n * interval '1 s' END, n % 700,
           CASE WHEN n % 3 > 0 THEN now() AT TIME ZONE 'UTC' - n * interval '1 s' END, 1, md5(manager || ' ' || reference)
    FROM (SELECT n, (${managerIds}::text[])[1 + n % 2] AS manager, 'op://vault/item' || n || '/field' AS reference
          FROM generate_series(1, ${entries}::int) AS n) AS made`;
  await database().$executeRawUnsafe('ANALYZE');
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

/** How many entries a page of the list reads, and whether it goes through the table. */
async function readBy(caller: Caller, input: CacheListInput): Promise<{ read: number; isScan: boolean }> {
  const { sort, order, cursor, ...filter } = cacheListInputSchema.parse(input);
  const page = pageSql(await entrySource(caller, filter), entryOrder(sort, order, cursor), limit + 1);
  const [row] = await database().$queryRaw<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(
    Prisma.sql`EXPLAIN (ANALYZE, FORMAT JSON) ${page}`,
  );
  const nodes = row?.['QUERY PLAN'].flatMap(({ Plan: plan }) => nodesOf(plan)) ?? [];
  const scans = nodes.filter((node) => node['Relation Name'] === 'cache_entry');
  const read = scans.reduce(
    (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    0,
  );
  return { read, isScan: scans.some((node) => node['Node Type'] === 'Seq Scan') };
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

const filters = (): Record<string, CacheListInput> => ({
  ...Object.fromEntries(
    entrySorts.flatMap((sort) => [
      [`by ${sort}, up`, { sort, order: 'asc' as const }],
      [`by ${sort}, down`, { sort, order: 'desc' as const }],
    ]),
  ),
  ...Object.fromEntries(entryFilterStates.map((state) => [state, { state }])),
  'of a secret manager': { secretManagerId: managerIds[0] },
  'of a connection': { connection },
  'of a project': { projectId: 'p-team' },
  'a frequent error': { code: 'secret_not_found' },
  'a rare error': { code: 'provider_timeout' },
  'an error that nobody has': { code: 'secret_ambiguous' },
  old: { minAgeMs: 3_600_000 },
  'a search that finds one': { search: 'item 12345/' },
  'a search that finds one, by name': { search: 'ITEM 12345/', sort: 'reference' },
  'a search that finds nothing': { search: 'item 123456' },
  'a search that finds all': { search: 'item', sort: 'hits' },
  'a search for two letters that nothing has': { search: 'zq' },
});

describe('a page of twenty thousand entries', () => {
  it.each([
    ['all', admin],
    ['their projects’', support],
  ])(
    'reads a number of entries that does not grow with them, whatever the filter and order: %s',
    async (_what, caller) => {
      const found: Record<string, { read: number; isScan: boolean }> = {};
      for (const [name, input] of Object.entries(filters())) found[name] = await readBy(caller, input);
      const tooMuch = Object.entries(found).filter(([, { read, isScan }]) => isScan || read > mostRead);
      expect(Object.fromEntries(tooMuch)).toEqual({});
    },
  );
});

describe('counts of twenty thousand entries', () => {
  it('stop at ten thousand and say so, and are exact below', async () => {
    const { all, filtered, atLeast } = await summarizeEntries({
      caller: admin,
      input: { code: 'provider_timeout' },
    });
    expect(all).toMatchObject({ all: 10_000, absent: entries / 50 });
    expect(atLeast.all).toEqual(['all', 'fresh']);
    expect(filtered).toMatchObject({ all: 5, failing: 5 });
    expect(atLeast.filtered).toEqual([]);
    const searched = await summarizeEntries({ caller: admin, input: { search: 'item' } });
    expect(searched.filtered.all).toBe(10_000);
    expect(searched.atLeast.filtered).toContain('failing');
  });
});

describe('the index of the search', () => {
  it('is filled with entries from before an update; until it is whole, a search looks at the entries', async () => {
    const finds = async () => {
      const { items } = await listEntries({ caller: admin, input: { search: 'item 12345/' } });
      return items.map(({ shownReference }) => shownReference);
    };
    await database().$executeRawUnsafe('DELETE FROM cache_search');
    await database().$executeRawUnsafe(`UPDATE cache_search_fill SET filled_to = '', is_whole = false`);
    expect(await finds()).toEqual(['op://Vault/Item 12345/field']);
    while (!(await fillSearch())) expect(await finds()).toEqual(['op://Vault/Item 12345/field']);
    expect(await finds()).toEqual(['op://Vault/Item 12345/field']);
    const input = filters()['a search that finds nothing'] ?? {};
    expect(await readBy(admin, input)).toEqual({ read: 0, isScan: false });
  });

  it('forgets references that no entry is of', async () => {
    await database().cacheEntry.deleteMany({ where: { id: 'many-12345' } });
    expect(await trimSearch()).toBe(1);
  });
});
