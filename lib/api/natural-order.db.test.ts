import { beforeAll, describe, expect, it } from 'vitest';
import { createConnection } from '@/lib/connections/create';
import { listConnections } from '@/lib/connections/list';
import { listTags, tagConnections } from '@/lib/connections/tag';
import { admin } from '@/lib/connections/testing/callers';
import { updateConnection } from '@/lib/connections/update';
import { addDestination } from '@/lib/destinations/add';
import { listDestinations } from '@/lib/destinations/list';
import { naturally } from '@/lib/kernel/natural-order';
import type { Page } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createProject } from '@/lib/projects/create';
import { listProjects } from '@/lib/projects/list';
import { listUsers } from '@/lib/users/list';

useTestDatabase();

// As they are made, and as people sort them.
const made = [
  'Team 10',
  'team 2',
  'Zebra',
  'Team 1',
  'Äpfel',
  'Team 02 b',
  'apple',
  'Straße 7',
  'Strasse 12',
];
const sorted = [
  'Äpfel',
  'apple',
  'Straße 7',
  'Strasse 12',
  'Team 1',
  'team 2',
  'Team 02 b',
  'Team 10',
  'Zebra',
];

beforeAll(async () => {
  for (const [at, name] of made.entries()) {
    await createConnection({ caller: admin, input: { key: `c-${at}`, name, app: 'custom' } });
    await createProject({ caller: admin, input: { name } });
    const user = { id: `u-${at}`, name, email: `u-${at}@example.com` };
    await database().user.create({ data: user });
    await addDestination({ caller: admin, input: { host: `db${made.length - at}.example.com`, port: 443 } });
  }
});

async function pagesOf<T>(list: (cursor: string | undefined) => Promise<Page<T>>): Promise<Page<T>[]> {
  const pages: Page<T>[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    pages.push(page);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

const connections = (cursor: string | undefined, sort: 'name' | 'app' | 'updated' | 'read' = 'name') =>
  listConnections({ caller: admin, input: { limit: 2, sort, ...(cursor ? { cursor } : {}) } });

describe('lists of names', () => {
  it('are sorted as people do, by numbers and whatever the case and accents, on both databases', async () => {
    const pages = await pagesOf((cursor) => connections(cursor));
    expect(pages.flatMap(({ items }) => items.map(({ name }) => name))).toEqual(sorted);
    expect((await listProjects({ caller: admin })).map(({ name }) => name)).toEqual(sorted);
    const users = await listUsers({ caller: admin, input: {} });
    expect(users.items.map(({ name }) => name)).toEqual(sorted);
    expect([...made].sort(naturally)).toEqual(sorted);
    const { items } = await listDestinations({ caller: admin, input: {} });
    expect(items.map(({ host }) => host)).toEqual(made.map((_, at) => `db${at + 1}.example.com`));
  });

  it('tell with their first page how many there are, also beyond it', async () => {
    const [first, second] = await pagesOf((cursor) => connections(cursor));
    expect(first?.total).toBe(made.length);
    expect(second).not.toHaveProperty('total');
    const found = await listConnections({ caller: admin, input: { limit: 1, search: 'team' } });
    expect(found.total).toBe(4);
  });

  it.each(['name', 'app', 'updated', 'read'] as const)('are paged without a gap by %s', async (sort) => {
    const pages = await pagesOf((cursor) => connections(cursor, sort));
    const keys = pages.flatMap(({ items }) => items.map(({ key }) => key));
    expect(keys).toHaveLength(made.length);
    expect(new Set(keys).size).toBe(made.length);
  });

  it('are paged on from where a row stood that was renamed or removed since', async () => {
    const first = await connections(undefined);
    const last = first.items.at(-1);
    await updateConnection({ caller: admin, input: { key: last?.key ?? '', patch: { name: 'Zz' } } });
    const next = await connections(first.nextCursor ?? '');
    expect(next.items[0]?.name).toBe(sorted[2]);
    await database().connection.delete({ where: { key: last?.key ?? '' } });
    expect((await connections(first.nextCursor ?? '')).items[0]?.name).toBe(sorted[2]);
  });

  it('refuse a cursor of another list or order', async () => {
    const { nextCursor } = await connections(undefined, 'app');
    for (const cursor of [nextCursor ?? '', 'none', 'WyJhIl0']) {
      await expect(connections(cursor)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    const { nextCursor: byName } = await connections(undefined);
    await expect(connections(byName ?? '', 'updated')).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('are sorted in memory by the same rule', async () => {
    await tagConnections({ caller: admin, input: { keys: ['c-0'], add: ['tier-10', 'tier-9', 'tier-1'] } });
    const { items } = await listTags({ caller: admin });
    expect(items.map(({ tag }) => tag)).toEqual(['tier-1', 'tier-9', 'tier-10']);
  });
});
