import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '@/lib/cache/default-policy';
import { entrySorts } from '@/lib/cache/entry-sorts';
import { entryFilterStates } from '@/lib/cache/entry-states';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { support } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { listEntries } from './list-entries';
import { summarizeEntries } from './summarize-entries';

useTestDatabase();
const account = useTestAccount();

async function deskWith(fields: Record<string, string>): Promise<Desk> {
  const desk = await connectDesk(account.sandbox, { App: fields });
  const references = Object.keys(fields).map((label, at) => [
    `f${at}`,
    `op://${desk.manager.name}/App/${label}`,
  ]);
  await valuesOf(await bind(desk, Object.fromEntries(references)));
  return desk;
}

async function found(input: Parameters<typeof listEntries>[0]['input']): Promise<string[]> {
  const { items } = await listEntries({ caller: support, input: { sort: 'reference', ...input } });
  return items.map(({ shownReference }) => shownReference.split('/').at(-1) ?? '');
}

describe('searching the cache', () => {
  it('finds a part of the names or ids, in large or small letters, and takes % and _ as they are', async () => {
    const { manager } = await deskWith({ Key_A: '1', KeyBA: '2', c: '3' });
    const secretManagerId = manager.id;
    // A name that a reference cannot carry: bound by ids.
    await database().cacheEntry.updateMany({
      where: { secretManagerId, shownReference: { endsWith: '/c' } },
      data: { shownReference: 'op://Desk/App/Größer' },
    });
    expect(await found({ secretManagerId, search: 'APP/KEY' })).toEqual(['Key_A', 'KeyBA']);
    expect(await found({ secretManagerId, search: 'key_a' })).toEqual(['Key_A']);
    expect(await found({ secretManagerId, search: 'GRÖß' })).toEqual(['Größer']);
    expect(await found({ secretManagerId, search: 'key%' })).toEqual([]);
    const [entry] = (await listEntries({ caller: support, input: { secretManagerId, search: 'keyb' } }))
      .items;
    const [, , , itemId = 'none'] = entry?.reference.split('/') ?? [];
    expect(await found({ secretManagerId, search: itemId.toUpperCase() })).toHaveLength(3);
  });

  it('finds an entry by its new names once it was read anew', async () => {
    const { manager } = await deskWith({ a: '1' });
    await database().cacheEntry.updateMany({
      where: { secretManagerId: manager.id },
      data: { shownReference: 'op://Vault/Renamed/a' },
    });
    expect(await found({ secretManagerId: manager.id, search: 'renamed' })).toEqual(['a']);
    expect(await found({ secretManagerId: manager.id, search: 'App' })).toEqual([]);
  });
});

describe('the state of an entry', () => {
  it('goes by the policy and the pause of its own secret manager, in lists and counts alike', async () => {
    const desks = [await deskWith({ a: '1' }), await deskWith({ b: '1' }), await deskWith({ c: '1' })];
    const [patient, hasty, paused] = desks.map(({ manager: { id } }) => id);
    const hourMs = 3_600_000;
    const dayMs = 24 * hourMs;
    const policies = [
      { id: patient, freshMs: dayMs },
      { id: hasty, freshMs: 0, staleWhileUnreachableMs: 0 },
      { id: paused, freshMs: 0, staleWhileUnreachableMs: dayMs },
    ];
    for (const { id = '', ...policy } of policies) {
      await database().secretManager.update({
        where: { id },
        data: { policy: { ...defaultPolicy, ...policy } },
      });
    }
    const openedAt = new Date();
    await database().breaker.create({
      data: {
        secretManagerId: paused ?? '',
        reason: 'provider_rate_limited',
        openedAt,
        retryAt: new Date(openedAt.getTime() + hourMs),
        attempt: 1,
      },
    });
    await database().cacheEntry.updateMany({ data: { fetchedAt: new Date(openedAt.getTime() - hourMs) } });
    const expected = { fresh: ['a'], stale: ['c'], expired: ['b'], absent: [], failing: ['c'] };
    for (const state of entryFilterStates) {
      // All of them at once, so that each is judged among others.
      const listed = await found({ state, search: '/App/', limit: 200 });
      expect(listed.filter((name) => ['a', 'b', 'c'].includes(name))).toEqual(
        expect.arrayContaining(expected[state]),
      );
      for (const [at, id = ''] of [patient, hasty, paused].entries()) {
        const name = ['a', 'b', 'c'][at] ?? '';
        const isIn = [...expected[state]].some((each) => each === name);
        expect(await found({ state, secretManagerId: id })).toEqual(isIn ? [name] : []);
        const { filtered } = await summarizeEntries({ caller: support, input: { secretManagerId: id } });
        expect(filtered).toMatchObject({ all: 1, [state]: isIn ? 1 : 0 });
      }
    }
    await database().breaker.deleteMany({ where: { secretManagerId: paused ?? '' } });
  });

  it('is counted of all and of a filter in one answer, the filter’s state left out', async () => {
    const { manager } = await deskWith({ a: '1', b: '2', c: '3' });
    const input = { secretManagerId: manager.id, search: 'app/a', state: 'absent' } as const;
    const { all, filtered } = await summarizeEntries({ caller: support, input });
    expect(filtered).toEqual({ all: 1, fresh: 1, stale: 0, expired: 0, absent: 0, failing: 0 });
    expect(all.all).toBe(await database().cacheEntry.count());
  });
});

describe('a page of the list', () => {
  it('goes on over rows that are alike in what they are sorted by', async () => {
    const names = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, name]));
    const { manager } = await deskWith(names);
    await database().cacheEntry.updateMany({
      where: { secretManagerId: manager.id },
      data: { fetchedAt: new Date(5_000_000), hits: 7, lastReadAt: null, changedAt: new Date(5_000_001) },
    });
    for (const sort of entrySorts) {
      for (const order of ['asc', 'desc'] as const) {
        const ids: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await listEntries({
            caller: support,
            input: { secretManagerId: manager.id, sort, order, limit: 2, cursor },
          });
          ids.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        expect([ids.length, new Set(ids).size]).toEqual([5, 5]);
      }
    }
  });

  it('refuses the cursor of another sort', async () => {
    const { manager } = await deskWith({ a: '1', b: '2' });
    const input = { secretManagerId: manager.id, limit: 1 };
    const { nextCursor } = await listEntries({ caller: support, input: { ...input, sort: 'reference' } });
    for (const sort of ['age', 'hits', 'last_read', 'changed'] as const) {
      const asked = listEntries({ caller: support, input: { ...input, sort, cursor: nextCursor ?? '' } });
      await expect(asked).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });
});
